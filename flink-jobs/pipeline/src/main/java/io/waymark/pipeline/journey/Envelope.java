package io.waymark.pipeline.journey;

import io.waymark.domain.friction.HandOver;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.PeekedInteraction;

/**
 * An event on its way to its customer: what routing and ordering need is in the open, the rest
 * stays encoded until it is evaluated. Or, of a device: a copy of an event that says whose it is,
 * or the journey that it hands over. Owns its body; nobody changes it.
 *
 * @param customer key of the journey: the customer id, or {@code anon:} and the anonymous id
 * @param time event time in milliseconds since the epoch, after clamping
 * @param body the interaction in the current schema, without a header; of a {@link #HAND_OVER} what
 *     {@link HandOver#write} gave
 * @param origin source partition it was read from, as {@link Origin} numbers them
 * @param flags see the constants
 */
public record Envelope(String customer, long time, byte[] body, long origin, byte flags)
    implements Arrival {
  /** Its time lay too far ahead and was pulled back. */
  public static final byte CLAMPED = 1;

  /** It has no customer id: {@link #customer} is made of the anonymous id. */
  public static final byte ANONYMOUS = 2;

  /** It is of a known customer and may say whose a device is. */
  public static final byte TELLS_OF_DEVICE = 4;

  /** No event but a journey, of somebody of whom it has turned out who they are. */
  public static final byte HAND_OVER = 8;

  /** The flags of an event that has just come in. */
  public static byte flags(PeekedInteraction event, boolean clamped) {
    return (byte)
        ((clamped ? CLAMPED : 0)
            | (event.identified() ? 0 : ANONYMOUS)
            | (event.tellsOfDevice() ? TELLS_OF_DEVICE : 0));
  }

  static Envelope of(HandOver handOver, String customer, long origin) {
    return new Envelope(customer, handOver.at(), handOver.write(), origin, HAND_OVER);
  }

  /** The same for another journey, with other flags. */
  Envelope to(String journey, int otherFlags) {
    return new Envelope(journey, time, body, origin, (byte) otherFlags);
  }

  boolean tellsOfDevice() {
    return (flags & TELLS_OF_DEVICE) != 0;
  }

  boolean handsOver() {
    return (flags & HAND_OVER) != 0;
  }

  public boolean clamped() {
    return (flags & CLAMPED) != 0;
  }

  public boolean anonymous() {
    return (flags & ANONYMOUS) != 0;
  }
}
