package io.waymark.app.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came: of a Kafka topic, or a line of a file.
 *
 * @param key the record's, if any
 * @param value null of a record without one
 * @param headers by name; of several with one name the last
 * @param appended the record's Kafka time in milliseconds since the epoch; null of a line
 */
public record SourceRecord(
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte[]> headers,
    @Nullable Long appended) {

  /** A line of a file. */
  public static SourceRecord line(byte[] value) {
    return new SourceRecord(null, value, Map.of(), null);
  }
}
