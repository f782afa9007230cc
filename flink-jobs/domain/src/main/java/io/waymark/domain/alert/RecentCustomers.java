package io.waymark.domain.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * The customers of the last ten minutes, by the minute of the clock: at most ten {@link Customers}.
 *
 * @param minutes ascending, those without anybody left out
 */
public record RecentCustomers(List<Minute> minutes) {
  static final RecentCustomers NONE = new RecentCustomers(List.of());

  private static final long MILLIS = 60_000;
  private static final int WINDOW = 5;

  /**
   * The customers of one minute.
   *
   * @param number minutes since the epoch
   */
  public record Minute(long number, Customers customers) {}

  RecentCustomers with(long customer, long time) {
    long number = Math.floorDiv(time, MILLIS);
    long newest = minutes.isEmpty() ? number : last().number();
    long oldest = Math.max(number, newest) - 2 * WINDOW + 1;
    if (number < oldest) {
      return this;
    }
    List<Minute> next = new ArrayList<>(minutes.size() + 1);
    Minute own = new Minute(number, Customers.NONE.with(customer));
    for (Minute each : minutes) {
      if (each.number() == number) {
        own = new Minute(number, each.customers().with(customer));
      } else if (each.number() >= oldest) {
        next.add(each);
      }
    }
    int place = 0;
    while (place < next.size() && next.get(place).number() < number) {
      place++;
    }
    next.add(place, own);
    return new RecentCustomers(List.copyOf(next));
  }

  RecentCustomers without(long customer) {
    return new RecentCustomers(
        minutes.stream()
            .map(each -> new Minute(each.number(), each.customers().without(customer)))
            .toList());
  }

  /** How many there were in the last five minutes, the running one included. */
  long count(long now) {
    return between(Math.floorDiv(now, MILLIS) - WINDOW, Math.floorDiv(now, MILLIS));
  }

  /** How many there were in the five minutes before those. */
  long before(long now) {
    long end = Math.floorDiv(now, MILLIS) - WINDOW;
    return between(end - WINDOW, end);
  }

  /** How many there were between two full minutes, as far as they are remembered. */
  long within(long from, long to) {
    return between(Math.floorDiv(from, MILLIS) - 1, Math.floorDiv(to, MILLIS) - 1);
  }

  private long between(long after, long upTo) {
    return Customers.count(
        minutes.stream()
            .filter(each -> each.number() > after && each.number() <= upTo)
            .map(Minute::customers)
            .toList());
  }

  private Minute last() {
    return minutes.get(minutes.size() - 1);
  }
}
