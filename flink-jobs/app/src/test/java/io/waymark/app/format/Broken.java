package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.pipeline.wire.RejectReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A record that was sound, with one thing about it that is not, and why it is refused for that. */
public record Broken(SourceRecord record, RejectReason reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Its first half. */
  public static Broken cut(SourceRecord sound) {
    return undecodable(sound, Arrays.copyOf(sound.value(), sound.value().length / 2));
  }

  /** Nothing of it but a number. */
  public static Broken number(SourceRecord sound) {
    return undecodable(sound, "7".getBytes(UTF_8));
  }

  /** A byte among those of a text that is in no encoding of a character. */
  public static Broken notUtf8(SourceRecord sound, String text) {
    String bytes = new String(sound.value(), ISO_8859_1);
    return undecodable(sound, bytes.replace(text, text + '\u00ff').getBytes(ISO_8859_1));
  }

  /** JSON of which something is changed. */
  public static Broken json(SourceRecord sound, RejectReason reason, Consumer<ObjectNode> change) {
    try {
      JsonNode tree = JSON.readTree(sound.value());
      change.accept((ObjectNode) tree);
      return new Broken(with(sound, JSON.writeValueAsBytes(tree)), reason);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** JSON without some of its fields. */
  public static Broken without(SourceRecord sound, RejectReason reason, String... fields) {
    return json(sound, reason, tree -> tree.remove(Arrays.asList(fields)));
  }

  /** TSV with another text in a column. */
  public static Broken column(SourceRecord sound, int index, String other, RejectReason reason) {
    String[] columns = new String(sound.value(), UTF_8).split("\t", -1);
    columns[index] = other;
    return new Broken(with(sound, String.join("\t", columns).getBytes(UTF_8)), reason);
  }

  /** The record of a topic, with other bytes at a place. */
  public static Broken bytes(SourceRecord sound, int at, RejectReason reason, int... others) {
    byte[] value = sound.value().clone();
    for (int i = 0; i < others.length; i++) {
      value[at + i] = (byte) others[i];
    }
    return new Broken(with(sound, value), reason);
  }

  /** The record of a topic, with another header. */
  public static Broken header(SourceRecord sound, String name, String other, RejectReason reason) {
    Map<String, byte[]> headers = new HashMap<>(sound.headers());
    headers.put(name, other.getBytes(UTF_8));
    return new Broken(
        new SourceRecord(sound.key(), sound.value(), headers, sound.appended()), reason);
  }

  /** The first so many bytes of it. */
  public static Broken first(SourceRecord sound, int bytes) {
    return undecodable(sound, Arrays.copyOf(sound.value(), bytes));
  }

  private static Broken undecodable(SourceRecord sound, byte[] value) {
    return new Broken(with(sound, value), RejectReason.UNDECODABLE);
  }

  private static SourceRecord with(SourceRecord sound, byte[] value) {
    return new SourceRecord(sound.key(), value, sound.headers(), sound.appended());
  }
}
