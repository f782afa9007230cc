package io.waymark.pipeline.journey;

import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.Origin;

/**
 * An event on its way to its customer: what routing and ordering need is in the open, the rest
 * stays encoded until it is evaluated. Owns its body; nobody changes it.
 *
 * @param customer key of the journey: the customer id, or {@code anon:} and the anonymous id
 * @param time event time in milliseconds since the epoch, after clamping
 * @param body the interaction in the current schema, without a header
 * @param origin source partition it was read from, as {@link Origin} numbers them
 * @param flags see {@link #CLAMPED} and {@link #ANONYMOUS}
 */
public record Envelope(String customer, long time, byte[] body, long origin, byte flags)
    implements Arrival {
  /** Its time lay too far ahead and was pulled back. */
  public static final byte CLAMPED = 1;

  /** It has no customer id: {@link #customer} is made of the anonymous id. */
  public static final byte ANONYMOUS = 2;

  public boolean clamped() {
    return (flags & CLAMPED) != 0;
  }

  public boolean anonymous() {
    return (flags & ANONYMOUS) != 0;
  }
}
