package io.waymark.app.simulate;

/**
 * When the shop's own systems are unwell. Only the customers' experience follows from it: payments
 * that fail, queues that do not move.
 *
 * @param paymentFrom from when the main payment gateway refuses most payments
 * @param paymentTo until when
 * @param chatFrom from when chats wait for minutes
 * @param chatTo until when
 */
public record Incidents(long paymentFrom, long paymentTo, long chatFrom, long chatTo) {
  /** All is well, always. */
  public static final Incidents NONE = new Incidents(0, 0, 0, 0);

  private static final long MINUTE = 60_000;

  /** The gateway degrades at minute 3 for 2 minutes, the chat queue overflows at minute 5 for 3. */
  public static Incidents after(long start) {
    return new Incidents(
        start + 3 * MINUTE, start + 5 * MINUTE, start + 5 * MINUTE, start + 8 * MINUTE);
  }

  boolean paymentDegraded(long time) {
    return time >= paymentFrom && time < paymentTo;
  }

  boolean chatOverflowing(long time) {
    return time >= chatFrom && time < chatTo;
  }
}
