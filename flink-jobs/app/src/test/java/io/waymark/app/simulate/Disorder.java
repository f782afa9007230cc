package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Orders in which events may arrive within a bound: each one before any that is the bound later.
 *
 * @param boundMs 0 keeps the order, duplicates directly behind
 * @param duplicates share of events, 0 to 1, that arrive twice
 * @param seed any number; the same gives the same order
 */
public record Disorder(long boundMs, double duplicates, long seed) {
  public Disorder {
    if (boundMs < 0 || !(duplicates >= 0 && duplicates <= 1)) {
      throw new IllegalArgumentException("want boundMs >= 0 and 0 <= duplicates <= 1");
    }
  }

  /** The events of a log in order of time, and the second arrivals, as they come in. */
  public List<Event> arrivals(List<Event> log) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Arrival> arrivals = new ArrayList<>(log.size());
    for (Event event : log) {
      arrivals.add(new Arrival(event, event.time() + delay(random)));
      if (random.nextDouble() < duplicates) {
        arrivals.add(new Arrival(event, event.time() + delay(random)));
      }
    }
    // The sort is stable: what arrives at the same time stays in order.
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::event).toList();
  }

  private long delay(SplittableRandom random) {
    // An event delayed by less than the bound still precedes one that is the bound later.
    return boundMs == 0 ? 0 : random.nextLong(boundMs);
  }

  /**
   * Splits arrivals over partitions by customer, keeping their order within each.
   *
   * @param partitions at least 1; some may stay empty
   */
  public static List<List<Event>> partition(List<Event> arrivals, int partitions) {
    List<List<Event>> split = new ArrayList<>(partitions);
    for (int i = 0; i < partitions; i++) {
      split.add(new ArrayList<>());
    }
    for (Event event : arrivals) {
      split.get(Math.floorMod(event.customer().hashCode(), partitions)).add(event);
    }
    return split;
  }

  private record Arrival(Event event, long at) {}
}
