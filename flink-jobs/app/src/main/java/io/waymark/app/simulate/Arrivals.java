package io.waymark.app.simulate;

import java.util.SplittableRandom;

/** Times at which stories begin: a Poisson process whose rate can be changed on the way. */
final class Arrivals {
  /** Events in an average story; ties the rate of events to the rate of stories. */
  static final double EVENTS_PER_STORY = 17;

  private final SplittableRandom random;
  private double time;
  private double gap;

  Arrivals(long seed, long start) {
    this.random = new SplittableRandom(seed);
    this.time = start;
  }

  void rate(double eventsPerSecond) {
    gap = 1_000 * EVENTS_PER_STORY / eventsPerSecond;
  }

  long next() {
    time -= gap * StrictMath.log(1 - random.nextDouble());
    return (long) time;
  }
}
