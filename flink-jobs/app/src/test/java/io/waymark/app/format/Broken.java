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
public record Broken(Kind kind, SourceRecord record, RejectReason reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is wrong with it. */
  public enum Kind {
    CUT,
    FLIPPED_BYTE,
    NOT_UTF8,
    WRONG_TYPE,
    HUGE_NUMBER,
    MISSING_FIELD,
    WRONG_SCHEMA,
    EMPTY,
    NO_VALUE
  }

  /** Its first half. */
  public static Broken cut(SourceRecord sound) {
    return undecodable(Kind.CUT, sound, Arrays.copyOf(sound.value(), sound.value().length / 2));
  }

  /** A bit of the byte at a place is the other. */
  public static Broken flipped(SourceRecord sound, int at) {
    byte[] value = sound.value().clone();
    value[at] ^= 1;
    return undecodable(Kind.FLIPPED_BYTE, sound, value);
  }

  /** A bit of the first such byte is the other. */
  public static Broken flipped(SourceRecord sound, char first) {
    return flipped(sound, new String(sound.value(), ISO_8859_1).indexOf(first));
  }

  /** Not a byte of it. */
  public static Broken empty(SourceRecord sound) {
    return undecodable(Kind.EMPTY, sound, new byte[0]);
  }

  /** A key at most, as compacted topics have it for what was deleted. */
  public static Broken noValue(SourceRecord sound) {
    return new Broken(
        Kind.NO_VALUE,
        new SourceRecord(sound.key(), null, sound.headers(), sound.appended()),
        RejectReason.UNDECODABLE);
  }

  /** Nothing of it but a number. */
  public static Broken number(SourceRecord sound) {
    return undecodable(Kind.WRONG_TYPE, sound, "7".getBytes(UTF_8));
  }

  /** A byte among those of a text that is in no encoding of a character. */
  public static Broken notUtf8(SourceRecord sound, String text) {
    String bytes = new String(sound.value(), ISO_8859_1);
    return undecodable(
        Kind.NOT_UTF8, sound, bytes.replace(text, text + '\u00ff').getBytes(ISO_8859_1));
  }

  /** JSON in which something is of another type, or says what it can't be. */
  public static Broken wrong(SourceRecord sound, RejectReason reason, Consumer<ObjectNode> change) {
    return json(Kind.WRONG_TYPE, sound, reason, change);
  }

  /** JSON in which a number is beyond all bounds. */
  public static Broken huge(SourceRecord sound, RejectReason reason, Consumer<ObjectNode> change) {
    return json(Kind.HUGE_NUMBER, sound, reason, change);
  }

  /** JSON that lacks something. */
  public static Broken lacks(SourceRecord sound, RejectReason reason, Consumer<ObjectNode> change) {
    return json(Kind.MISSING_FIELD, sound, reason, change);
  }

  /** JSON without some of its fields. */
  public static Broken without(SourceRecord sound, RejectReason reason, String... fields) {
    return lacks(sound, reason, tree -> tree.remove(Arrays.asList(fields)));
  }

  private static Broken json(
      Kind kind, SourceRecord sound, RejectReason reason, Consumer<ObjectNode> change) {
    try {
      JsonNode tree = JSON.readTree(sound.value());
      change.accept((ObjectNode) tree);
      return new Broken(kind, with(sound, JSON.writeValueAsBytes(tree)), reason);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** TSV with another text in a column. */
  public static Broken column(
      Kind kind, SourceRecord sound, int index, String other, RejectReason reason) {
    String[] columns = new String(sound.value(), UTF_8).split("\t", -1);
    columns[index] = other;
    return new Broken(kind, with(sound, String.join("\t", columns).getBytes(UTF_8)), reason);
  }

  /** The record of a topic, with other bytes at a place. */
  public static Broken bytes(
      Kind kind, SourceRecord sound, int at, RejectReason reason, int... others) {
    byte[] value = Arrays.copyOf(sound.value(), Math.max(sound.value().length, at + others.length));
    for (int i = 0; i < others.length; i++) {
      value[at + i] = (byte) others[i];
    }
    return new Broken(kind, with(sound, value), reason);
  }

  /** Another value altogether. */
  public static Broken value(Kind kind, SourceRecord sound, byte[] value, RejectReason reason) {
    return new Broken(kind, with(sound, value), reason);
  }

  /** The record of a topic, with another header. */
  public static Broken header(
      Kind kind, SourceRecord sound, String name, String other, RejectReason reason) {
    Map<String, byte[]> headers = new HashMap<>(sound.headers());
    headers.put(name, other.getBytes(UTF_8));
    return new Broken(
        kind, new SourceRecord(sound.key(), sound.value(), headers, sound.appended()), reason);
  }

  /** The first so many bytes of it. */
  public static Broken first(SourceRecord sound, int bytes) {
    return undecodable(Kind.CUT, sound, Arrays.copyOf(sound.value(), bytes));
  }

  private static Broken undecodable(Kind kind, SourceRecord sound, byte[] value) {
    return new Broken(kind, with(sound, value), RejectReason.UNDECODABLE);
  }

  private static SourceRecord with(SourceRecord sound, byte[] value) {
    return new SourceRecord(sound.key(), value, sound.headers(), sound.appended());
  }
}
