package io.waymark.pipeline.journey;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one stored value of a customer: a version byte, the time of the timer that is registered for
 * the customer, and the journey as the engine wrote it. The timer stands here because a timer
 * service can't be asked, and asking a second state would double the cost of an event.
 *
 * @param timer time of the registered timer, or {@link #NO_TIMER}
 * @param journey what the engine wrote; null for a customer never seen
 */
record PackedJourney(long timer, byte @Nullable [] journey) {
  static final long NO_TIMER = Long.MAX_VALUE;
  static final PackedJourney NEW = new PackedJourney(NO_TIMER, null);

  private static final byte VERSION = 1;
  private static final int HEADER = 1 + Long.BYTES;

  static PackedJourney read(byte @Nullable [] stored) {
    if (stored == null) {
      return NEW;
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "This release reads journeys of layout " + VERSION + ", not " + version);
    }
    long timer = buffer.getLong();
    byte[] journey = new byte[buffer.remaining()];
    buffer.get(journey);
    return new PackedJourney(timer, journey);
  }

  /** The bytes to store, or null if there is nothing to keep. */
  byte @Nullable [] write() {
    return journey == null
        ? null
        : ByteBuffer.allocate(HEADER + journey.length)
            .put(VERSION)
            .putLong(timer)
            .put(journey)
            .array();
  }
}
