package io.waymark.app.format.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Times in microseconds since the epoch, as numbers or, since JSON's have no 64 bits everywhere, in
 * quotes.
 */
final class Micros {
  private Micros() {}

  /**
   * The time at a field; null if it is missing or null.
   *
   * @throws UndecodableException if it is anything else
   */
  static @Nullable Long at(JsonNode object, String field) throws UndecodableException {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    Long micros = Whole.of(value);
    if (micros == null) {
      throw new UndecodableException(RejectReason.NO_TIME, field + " is no number of microseconds");
    }
    return micros;
  }

  static long toMillis(long micros) {
    return Math.floorDiv(micros, 1_000);
  }
}
