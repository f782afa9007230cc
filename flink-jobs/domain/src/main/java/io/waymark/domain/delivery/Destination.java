package io.waymark.domain.delivery;

/**
 * A system to be told, and how fast it may be told. How it is reached is not known here.
 *
 * @param route what it is told
 * @param lanes independent queues, by customer or alert: what is about one of them is sent in order
 *     of its first attempts
 * @param concurrency most requests under way in a lane at a time
 * @param perSecond most requests a second over all lanes; 0 for no limit
 * @param resend milliseconds after which a destination that forgets is told again of an alert that
 *     goes on; 0 for one that is told once
 */
public record Destination(
    String name, Route route, int lanes, int concurrency, double perSecond, long resend) {

  /** The lane of what is about this customer or alert. */
  public int laneOf(String key) {
    return Math.floorMod(key.hashCode(), lanes);
  }
}
