package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/**
 * Where a customer waits for somebody, in one channel: whoever gets in touch there anew does not
 * wait any more, even if the event that says so has been lost.
 *
 * @param leg of the contact
 * @param chain of its contact; null if that is not known
 * @param channel null if that is not known
 * @param since when they queued up
 */
public record OpenWait(
    StrandKey leg, @Nullable String chain, @Nullable String channel, long since) {

  /** Whether it can matter. */
  public static boolean concerns(Touch touch) {
    return isQueued(touch) || touch.type().equals("contact_started");
  }

  /** The wait that begins with that event; null if none does. */
  public static @Nullable OpenWait begunBy(Touch touch) {
    StrandKey leg = isQueued(touch) ? StrandKey.leg(touch) : null;
    return leg == null
        ? null
        : new OpenWait(leg, touch.text("contact_chain_id"), touch.where().channel(), touch.time());
  }

  /** Whether the same customer does something there that nobody does who still waits. */
  public boolean isOverBy(Touch touch) {
    if (touch.time() <= since || channel == null || !channel.equals(touch.where().channel())) {
      return false;
    }
    if (isQueued(touch)) {
      StrandKey other = StrandKey.leg(touch);
      return other != null && !other.equals(leg);
    }
    String other = touch.text("contact_chain_id");
    return touch.type().equals("contact_started")
        && touch.isByCustomer()
        && chain != null
        && other != null
        && !other.equals(chain);
  }

  private static boolean isQueued(Touch touch) {
    return touch.type().equals("call_queued") || touch.type().equals("chat_queued");
  }
}
