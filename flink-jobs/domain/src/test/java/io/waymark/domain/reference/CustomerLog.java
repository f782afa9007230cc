package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order on which all semantics are defined. */
final class CustomerLog {
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::time).thenComparing(Event::id, CustomerLog::byCodePoints);

  private CustomerLog() {}

  /**
   * Each customer's events, "totally ordered by (event_time, event_id by code points); of several
   * with one id the first in order counts". Events equal in both are taken to be the same event.
   *
   * @param perMinute of the events that count, those after the first so many of each minute of the
   *     clock are as if they had never come
   */
  static Map<String, List<Event>> byCustomer(List<Event> arrived, int perMinute) {
    Map<String, List<Event>> customers = new LinkedHashMap<>();
    List<Event> sorted = new ArrayList<>(arrived);
    sorted.sort(ORDER);
    for (Event event : sorted) {
      List<Event> before = customers.computeIfAbsent(event.customer(), c -> new ArrayList<>());
      Instant minute = minute(event);
      if (before.stream().noneMatch(one -> one.id().equals(event.id()))
          && before.stream().filter(one -> minute(one).equals(minute)).count() < perMinute) {
        before.add(event);
      }
    }
    return customers;
  }

  private static Instant minute(Event event) {
    return Instant.ofEpochMilli(event.time()).truncatedTo(ChronoUnit.MINUTES);
  }

  private static int byCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }
}
