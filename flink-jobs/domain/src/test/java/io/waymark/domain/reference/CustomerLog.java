package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order on which all semantics are defined. */
final class CustomerLog {
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::time).thenComparing(Event::id, CustomerLog::byCodePoints);

  private CustomerLog() {}

  /**
   * Each customer's events, "totally ordered by (event_time, event_id by code points); of several
   * with one id the first in order counts". Events equal in both are taken to be the same event.
   */
  static Map<String, List<Event>> byCustomer(List<Event> arrived) {
    Map<String, List<Event>> customers = new LinkedHashMap<>();
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    List<Event> sorted = new ArrayList<>(arrived);
    sorted.sort(ORDER);
    for (Event event : sorted) {
      String customer = event.customer();
      if (ids.computeIfAbsent(customer, c -> new HashSet<>()).add(event.id())) {
        customers.computeIfAbsent(customer, c -> new ArrayList<>()).add(event);
      }
    }
    return customers;
  }

  private static int byCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }
}
