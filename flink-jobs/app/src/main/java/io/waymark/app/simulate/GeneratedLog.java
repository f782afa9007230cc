package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A log of exactly so many events of so many customers. The same arguments give the same log.
 *
 * <p>Every story in it is whole: nothing is cut off at the end, where the log thins out over some
 * days. So every label has come true by the time of the last event.
 *
 * @param customers how many there are, at least 1; the more events, the more of them appear
 * @param events how many to write, at least 0
 * @param seed any number
 * @param friction share of stories, 0 to 1, that are made to go wrong. Less does for those who met
 *     all kinds lately: nobody meets one rule twice within eight days. 0 means that nothing in the
 *     log is friction
 */
public record GeneratedLog(int customers, long events, long seed, double friction) {
  /** When the first customer comes. */
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static final double EVENTS_PER_CUSTOMER_AND_SECOND = 20.0 / 86_400;

  public GeneratedLog {
    if (customers < 1 || events < 0 || !(friction >= 0 && friction <= 1)) {
      throw new IllegalArgumentException(
          "want customers >= 1, events >= 0 and 0 <= friction <= 1, not "
              + customers
              + ", "
              + events
              + ", "
              + friction);
    }
  }

  /**
   * Hands over the events in the order of {@link Event#ORDER} and the labels in the order in which
   * their stories begin. Memory is bounded by the customers, whatever the number of events.
   */
  public void write(Consumer<? super Event> out, Consumer<? super Label> labels) {
    Plot plot = new Plot(seed, friction, new Customers(customers), Incidents.NONE);
    Arrivals arrivals = new Arrivals(seed, START.toEpochMilli());
    arrivals.rate(customers * EVENTS_PER_CUSTOMER_AND_SECOND);
    Timeline timeline = new Timeline();
    long left = events;
    for (long number = 0; left > 0; number++) {
      long start = arrivals.next();
      Story story = plot.story(number, start);
      if (story.events().size() > left) {
        story = plot.filler(number, start, (int) left);
      }
      timeline.drainBefore(start, out);
      timeline.add(story.events());
      story.labels().forEach(labels);
      left -= story.events().size();
    }
    timeline.drainBefore(Long.MAX_VALUE, out);
  }
}
