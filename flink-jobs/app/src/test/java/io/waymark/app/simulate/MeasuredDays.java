package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is to be measured in a log, counted plainly: with the whole log at hand, in its order, and
 * everything kept.
 */
final class MeasuredDays {
  private static final long WINDOW = 300_000;
  private static final long QUIET = 1_800_000;
  private static final Set<String> CHECKOUT =
      Set.of(
          "begin_checkout",
          "checkout_step_viewed",
          "checkout_step_completed",
          "add_shipping_info",
          "add_payment_info",
          "payment_attempted",
          "payment_failed",
          "purchase");

  private static final Set<String> CONTACT =
      Set.of("contact_started", "contact_wrapup", "ticket_created");

  /** {@code MEASURE touchpoint channel start}: what is counted. */
  final Map<String, Double> counts = new TreeMap<>();

  final Map<String, List<Double>> waits = new TreeMap<>();
  final Map<Long, Set<String>> customers = new TreeMap<>();

  private final Map<String, Event> queued = new HashMap<>();
  private final Set<Object> contacts = new HashSet<>();
  private final Map<String, List<Event>> carts = new HashMap<>();

  private final long end;

  /** Time gets as far as the last event, less the bound. */
  MeasuredDays(List<Event> log, long bound) {
    end = log.get(log.size() - 1).time() - bound - 1;
    for (Event event : log) {
      add("EVENTS", event, event.time(), 1);
      customers.computeIfAbsent(start(event.time()), s -> new HashSet<>()).add(event.customer());
      switch (event.type()) {
        case "page_view", "view_item", "view_item_list", "view_search_results" ->
            add("VIEWS", event, event.time(), 1);
        case "contact_started" -> add("CONTACTS", event, event.time(), 1);
        case "chat_queued", "call_queued" -> queued.put(leg(event), event);
        case "chat_answered", "call_answered" -> waited(event, true);
        case "chat_left", "call_left" -> waited(event, false);
        case "payment_attempted" -> {
          add("PAYMENTS", event, event.time(), 1);
          about("ABOUT_PAYMENTS", event, "gateway", "method", "issuer");
        }
        case "payment_failed" -> add("PAYMENTS_FAILED", event, event.time(), 1);
        default -> {}
      }
      if (CONTACT.contains(event.type())) {
        contact(event);
      }
      if (event.attribute("cart_id") instanceof String cart) {
        carts.computeIfAbsent(cart, c -> new ArrayList<>()).add(event);
      }
    }
    carts.values().forEach(this::checkout);
  }

  /** Once, when a customer's contact is first said to be about something. */
  private void contact(Event event) {
    Object by = event.attribute("initiated_by");
    boolean ours = by != null && !by.equals("customer");
    if (!ours && event.attribute("topic") instanceof String && contacts.add(chain(event))) {
      about("ABOUT_CONTACTS", event, "topic");
    }
  }

  private static Object chain(Event event) {
    return Stream.of("contact_chain_id", "contact_id", "ticket_id")
        .map(event::attribute)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private void about(String what, Event event, String... subjects) {
    for (String subject : subjects) {
      if (event.attribute(subject) instanceof String name) {
        counts.merge(
            what + " " + subject + ":" + name + " null " + start(event.time()), 1.0, Double::sum);
      }
    }
  }

  private static String leg(Event event) {
    Object leg = event.attribute(event.type().startsWith("chat") ? "conversation_id" : "call_id");
    return String.valueOf(leg);
  }

  private void waited(Event event, boolean answered) {
    double wait = ((Number) event.attributes().get("wait_ms")).doubleValue();
    long offered = queued.get(leg(event)).time();
    add("OFFERED", event, event.time(), 1);
    waits.computeIfAbsent(key("WAITS", event, event.time()), k -> new ArrayList<>()).add(wait);
    if (answered) {
      add("ANSWERED", event, event.time(), 1);
      add("WAITED", event, event.time(), wait);
      add("F4_BELOW", event, offered, 1);
      add("F4_ABOVE", event, offered, wait <= 20_000 ? 1 : 0);
    } else {
      add("F4_BELOW", event, offered, wait > 20_000 ? 1 : 0);
    }
  }

  /** Begun, gone on with, and bought or left; and perhaps gone on with once more after that. */
  private void checkout(List<Event> ofCart) {
    Event begun = null;
    long active = 0;
    for (Event event : ofCart) {
      if (!CHECKOUT.contains(event.type())) {
        continue;
      }
      boolean begins = event.type().equals("begin_checkout");
      boolean ends = event.type().equals("purchase");
      if (begun != null && event.time() > active + QUIET) {
        said("CHECKOUTS_ABANDONED", begun, active + QUIET);
      }
      if (begun != null && ends) {
        said("CHECKOUTS_BOUGHT", begun, event.time() + QUIET);
        begun = null;
      } else if (begins && begun == null) {
        begun = event;
      }
      active = event.time();
    }
    if (begun != null) {
      said("CHECKOUTS_ABANDONED", begun, active + QUIET);
    }
  }

  /** What the log is too short for is not said. */
  private void said(String what, Event event, long time) {
    if (time <= end) {
      add(what, event, time, 1);
    }
  }

  private void add(String what, Event event, long time, double amount) {
    counts.merge(key(what, event, time), amount, Double::sum);
  }

  private static String key(String what, Event event, long time) {
    return what + " " + event.touchpoint() + " " + event.channel() + " " + start(time);
  }

  private static long start(long time) {
    return time - Math.floorMod(time, WINDOW);
  }
}
