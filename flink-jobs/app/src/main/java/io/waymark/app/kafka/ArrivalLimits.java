package io.waymark.app.kafka;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a record may be at most.
 *
 * @param bytes a larger value is a dead letter
 * @param clampAfter an event time this far beyond the record's Kafka timestamp is set to it
 * @param deadAfter an event time this far beyond it makes a dead letter
 */
public record ArrivalLimits(int bytes, Duration clampAfter, Duration deadAfter)
    implements Serializable {
  public static final ArrivalLimits DEFAULT =
      new ArrivalLimits(1 << 20, Duration.ofMinutes(10), Duration.ofDays(7));

  /** More could not be kept whole as a dead letter, with its coordinates. */
  public static final int MOST_BYTES = Topics.LARGEST_DEAD_LETTER - (1 << 20);

  public ArrivalLimits {
    if (bytes <= 0 || clampAfter.isNegative() || deadAfter.compareTo(clampAfter) < 0) {
      throw new IllegalArgumentException(
          "need bytes > 0 and 0 <= clamp-after <= dead-after, got %d, %s, %s"
              .formatted(bytes, clampAfter, deadAfter));
    }
  }
}
