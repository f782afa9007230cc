package io.waymark.console.feed;

/**
 * How many come in a second, from one look to the next, however long that was. Serves one thread.
 */
final class Pace {
  private long looked = Long.MAX_VALUE;

  /**
   * Of those that have come since the last look; 0 at the first.
   *
   * @param at milliseconds of the wall clock
   */
  double perSecond(long come, long at) {
    long since = looked;
    looked = at;
    return at > since ? come * 1000.0 / (at - since) : 0;
  }
}
