package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.util.function.Consumer;

/**
 * The shop as it goes on, for as long as somebody asks. Time is the caller's: nothing here reads a
 * clock, and the same calls with the same seed give the same events, however the time is cut.
 */
public final class Simulation {
  /** Customers of the demo's shop. */
  public static final int CUSTOMERS = 50_000;

  private static final double FRICTION = 0.04;
  private static final double HISTORY_EVENTS_PER_SECOND = 30;
  private static final double LIVE_EVENTS_PER_SECOND = 50;

  private final long opening;
  private final Plot plot;
  private final Arrivals arrivals;
  private final Timeline timeline = new Timeline();
  private long stories;
  private long nextStart;

  /**
   * A shop whose customers have been coming since {@code from}, in moderate numbers, and come in
   * full numbers from {@code opening} on: about 30 and about 50 events per second.
   */
  public Simulation(long seed, long from, long opening, Incidents incidents) {
    this.opening = opening;
    this.plot = new Plot(seed, FRICTION, new Customers(CUSTOMERS), incidents);
    this.arrivals = new Arrivals(seed, from);
    arrivals.rate(from < opening ? HISTORY_EVENTS_PER_SECOND : LIVE_EVENTS_PER_SECOND);
    this.nextStart = arrivals.next();
  }

  /**
   * Hands over the events after those handed over before, up to and including {@code time}, in the
   * order of {@link Event#ORDER}.
   */
  public void until(long time, Consumer<? super Event> out) {
    while (nextStart <= time) {
      timeline.add(plot.story(stories++, nextStart).events());
      if (nextStart >= opening) {
        arrivals.rate(LIVE_EVENTS_PER_SECOND);
      }
      timeline.drainBefore(nextStart, out);
      nextStart = arrivals.next();
    }
    timeline.drainBefore(time + 1, out);
  }
}
