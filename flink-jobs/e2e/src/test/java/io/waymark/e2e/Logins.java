package io.waymark.e2e;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same log with customers who come as nobody: each third one begins a visit without signing in,
 * signs in on the way and out again later, over and over on one device. Some share it with others.
 */
final class Logins {
  private static final int EVENTS_OF_A_VISIT = 10;
  private static final int EVENTS_BEFORE_LOGIN = 4;

  private final Map<String, Integer> seen = new HashMap<>();
  private final List<Event> told = new ArrayList<>();

  private Logins() {}

  /** The events in their order, with the logins among them. */
  static List<Event> over(List<Event> log) {
    Logins logins = new Logins();
    log.forEach(logins::tell);
    return logins.told;
  }

  private void tell(Event event) {
    String customer = event.customerId();
    if (customer == null || customer.hashCode() % 3 != 0) {
      told.add(event);
      return;
    }
    int number = seen.merge(customer, 1, Integer::sum) - 1;
    int ofVisit = number % EVENTS_OF_A_VISIT;
    String device = deviceOf(customer);
    if (ofVisit == EVENTS_BEFORE_LOGIN) {
      told.add(between(event, "identify", customer, device, number));
    } else if (ofVisit == 0 && number > 0) {
      told.add(between(event, "logout", customer, device, number));
    }
    told.add(
        new Event(
            event.id(),
            event.type(),
            event.time(),
            ofVisit < EVENTS_BEFORE_LOGIN ? null : customer,
            device,
            event.sessionId(),
            event.channel(),
            event.touchpoint(),
            event.attributes()));
  }

  private static String deviceOf(String customer) {
    int hash = customer.hashCode();
    return hash % 5 == 0 ? "shared-" + Math.floorMod(hash / 15, 20) : "device-" + customer;
  }

  /** At the time of an event, and before it by its id. */
  private static Event between(
      Event next, String type, String customer, String device, int number) {
    String id = " " + type + "-" + customer + "-" + number;
    return new Event(
        id,
        type,
        next.time(),
        customer,
        device,
        next.sessionId(),
        next.channel(),
        null,
        Map.of("method", "login"));
  }
}
