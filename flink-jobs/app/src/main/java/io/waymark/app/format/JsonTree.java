package io.waymark.app.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON of somebody else's format, as a tree. */
public final class JsonTree {
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  // Names made to collide would end in an IllegalStateException.
                  .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonTree() {}

  /** The one object that the bytes are, in UTF-8. */
  public static JsonNode object(byte @Nullable [] bytes) throws UndecodableException {
    return object(value(bytes));
  }

  /** The one object that the text is. */
  public static JsonNode object(String text) throws UndecodableException {
    return object(value(text));
  }

  /** The one value of any kind that the bytes are, in UTF-8. */
  public static JsonNode value(byte @Nullable [] bytes) throws UndecodableException {
    if (bytes == null) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "the record has no value");
    }
    try {
      return value(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw undecodable("it is not UTF-8");
    }
  }

  private static JsonNode value(String text) throws UndecodableException {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw undecodable("it is blank");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw undecodable(e.getOriginalMessage());
    }
  }

  private static JsonNode object(JsonNode tree) throws UndecodableException {
    if (!tree.isObject()) {
      throw undecodable("it is not an object");
    }
    return tree;
  }

  /** The bytes of a tree, to be read again. */
  public static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A string, long, finite double or boolean; null for what is null, missing, an array, an object
   * or too large a number.
   */
  public static @Nullable Object scalar(JsonNode value) {
    if (value.isTextual()) {
      return wellFormed(value.textValue());
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    return null;
  }

  /**
   * The text at a field: a string as it is, a number as JSON writes it, since ids come as either;
   * null for anything else and for an empty one.
   */
  public static @Nullable String text(JsonNode object, String field) {
    return text(object.path(field));
  }

  /** The text that a value is; see {@link #text(JsonNode, String)}. */
  public static @Nullable String text(JsonNode value) {
    String text = value.isTextual() || value.isNumber() ? value.asText() : "";
    return text.isEmpty() ? null : wellFormed(text);
  }

  /** Half of a surrogate pair becomes a question mark: no other format could carry it. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  private static UndecodableException undecodable(String what) {
    return new UndecodableException(RejectReason.UNDECODABLE, "JSON: " + what);
  }
}
