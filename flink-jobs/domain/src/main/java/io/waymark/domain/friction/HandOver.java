package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * The journey of somebody unknown on its way to the customer who it turned out to be.
 *
 * @param anonymousId under which it was kept
 * @param at event time up to which it has been evaluated
 * @param eventId the event that says who it is; at {@code at} the journey stands directly before it
 * @param method how that event says it was found out
 * @param journey as {@link FrictionEngine#write} gave it
 */
public record HandOver(
    String anonymousId, long at, String eventId, @Nullable String method, byte[] journey) {
  private static final int VERSION = 1;

  /** All of it as bytes, their layout's version first. */
  public byte[] write() {
    StateWriter out = StateWriter.of(VERSION, at, journey.length + 64);
    out.raw(anonymousId);
    out.raw(eventId);
    out.string(method);
    out.raw(journey);
    return out.toByteArray();
  }

  /**
   * Reads what {@link #write} gave, of any release.
   *
   * @throws IllegalStateException if the bytes are damaged or of a newer release
   */
  public static HandOver read(byte[] written) {
    int version = StateReader.versionOf(written);
    if (version != VERSION) {
      throw new IllegalStateException(
          "a journey handed over has layout " + version + ", but this release knows " + VERSION);
    }
    StateReader in = StateReader.of(written);
    long at = in.baseTime();
    return new HandOver(in.raw(), at, in.raw(), in.string(), in.rawBytes());
  }
}
