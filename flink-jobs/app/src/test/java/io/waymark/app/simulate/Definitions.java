package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What friction is, straight from the definitions: finds all of it in the events of one customer,
 * deadlines after the last event included.
 *
 * @param patience what customers and rules wait for is multiplied by this; less than 1 finds near
 *     misses
 */
record Definitions(double patience) {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  Set<Found> find(List<Event> log) {
    Map<String, List<Event>> byCustomer = new LinkedHashMap<>();
    log.forEach(e -> byCustomer.computeIfAbsent(e.customer(), c -> new ArrayList<>()).add(e));
    Set<Found> found = new HashSet<>();
    byCustomer.forEach(
        (customer, events) -> {
          Journey journey = new Journey(customer, events, found);
          digital(journey);
          funnel(journey);
          contacts(journey);
          new WaitingAndVoice(patience).find(journey);
        });
    return found;
  }

  private void digital(Journey all) {
    for (Journey element : all.of("click").by("element")) {
      List<Event> near = new ArrayList<>();
      for (Event click : element.events()) {
        if (!near.isEmpty() && distance(near.get(near.size() - 1), click) > 30) {
          near.clear();
        }
        near.add(click);
        all.found("rage-click", counted(near, 3, SECOND, none -> false));
      }
    }
    for (Journey loop : all.of("error", "request").by("action")) {
      for (Journey same : loop.of("error").by("fingerprint")) {
        all.found("error-loop", counted(loop.merge(same), 3, 5 * MINUTE, is("request")));
      }
    }
    for (Journey form : all.of("form_start", "form_field", "form_submit").by("form_id")) {
      for (Event edit : form.of("form_field").events()) {
        boolean goesOn = form.any(edit.time(), edit.time() + scaled(30 * MINUTE), e -> e != edit);
        if (!goesOn) {
          all.found("form-abandonment", List.of(edit.time() + 30 * MINUTE));
        }
      }
    }
    List<Event> vain =
        all.events().stream()
            .filter(
                e ->
                    Long.valueOf(0).equals(e.attribute("results_count"))
                        || Set.of("select_item", "add_to_cart").contains(e.type()))
            .toList();
    all.found("zero-results", counted(vain, 2, 10 * MINUTE, is("select_item", "add_to_cart")));
    for (Event search : vain) {
      if (search.type().equals("view_search_results")
          && all.any(search.time(), search.time() + MINUTE, is("session_end"))) {
        all.found("zero-results", List.of(search.time()));
      }
    }
    all.found(
        "login-failures",
        counted(all.of("login_failed", "login").events(), 3, 10 * MINUTE, is("login")));
  }

  private void funnel(Journey all) {
    for (Journey cart : all.by("cart_id")) {
      for (Event change : cart.of("add_to_cart", "remove_from_cart").events()) {
        long deadline = change.time() + scaled(HOUR);
        boolean over =
            cart.any(
                change.time() + 1,
                deadline,
                is("add_to_cart", "remove_from_cart", "cart_emptied", "purchase"));
        if (!over) {
          all.found("cart-abandoned", List.of(change.time() + HOUR));
        }
      }
      Predicate<Event> step =
          is(
              "begin_checkout",
              "checkout_step_viewed",
              "checkout_step_completed",
              "add_shipping_info",
              "add_payment_info");
      for (Event at : cart.events().stream().filter(step).toList()) {
        long deadline = at.time() + scaled(HOUR / 2);
        if (!cart.any(at.time() + 1, deadline, step.or(is("purchase")))) {
          all.found("checkout-abandoned", List.of(at.time() + HOUR / 2));
        }
      }
      List<Event> failures = cart.of("payment_failed").events();
      all.found("payment-failed", counted(failures, 1, DAY, e -> false));
    }
    for (Journey item : all.of("view_item").by("item_id")) {
      all.found("high-intent", counted(item.events(), 3, 7 * DAY, e -> false));
    }
    List<Event> pricing =
        all.events().stream()
            .filter(e -> "pricing".equals(e.attribute("page_type")) || is("quote_viewed").test(e))
            .toList();
    all.found("high-intent", counted(pricing, 2, 2 * DAY, e -> false));
  }

  private void contacts(Journey all) {
    for (Journey topic : all.of("contact_started").by("topic")) {
      all.found("repeat-contact", counted(topic.events(), 2, 7 * DAY, e -> false));
    }
    for (Event start : all.of("contact_started").events()) {
      boolean unresolvedElsewhere =
          all.any(
              start.time() - DAY,
              start.time() - 1,
              e ->
                  (Boolean.FALSE.equals(e.attribute("resolved"))
                          || is("chat_left", "call_left").test(e))
                      && !Objects.equals(e.channel(), start.channel())
                      && Objects.equals(e.attribute("topic"), start.attribute("topic")));
      if (unresolvedElsewhere) {
        all.found("channel-switch", List.of(start.time()));
      }
    }
  }

  private long scaled(long time) {
    return (long) (time * patience);
  }

  private static double distance(Event a, Event b) {
    return Math.hypot(number(b, "x") - number(a, "x"), number(b, "y") - number(a, "y"));
  }

  private static double number(Event event, String name) {
    return ((Number) Objects.requireNonNull(event.attribute(name))).doubleValue();
  }

  static Predicate<Event> is(String... types) {
    return event -> Set.of(types).contains(event.type());
  }

  /**
   * The times at which {@code k} events lie within {@code d}, once per burst; {@code reset} events
   * are not counted and start over.
   */
  static List<Long> counted(List<Event> events, int k, long d, Predicate<Event> reset) {
    List<Long> fires = new ArrayList<>();
    List<Long> window = new ArrayList<>();
    boolean fired = false;
    for (Event event : events) {
      long time = event.time();
      if (reset.test(event)) {
        window.clear();
        fired = false;
        continue;
      }
      if (!window.isEmpty() && time - window.get(window.size() - 1) > d) {
        fired = false;
      }
      window.add(time);
      if (!fired && window.stream().filter(t -> time - t <= d).count() >= k) {
        fires.add(time);
        fired = true;
      }
    }
    return fires;
  }

  /** Some events of one customer, in order, and where to note what is found. */
  record Journey(String customer, List<Event> events, Set<Found> found) {
    Journey of(String... types) {
      return where(is(types));
    }

    Journey where(Predicate<Event> condition) {
      return new Journey(customer, events.stream().filter(condition).toList(), found);
    }

    /** One for each value of an attribute; events without it are left out. */
    Collection<Journey> by(String attribute) {
      Function<Event, Object> value = e -> e.attribute(attribute);
      Map<Object, Journey> parts = new LinkedHashMap<>();
      for (Event event : events) {
        if (event.attribute(attribute) != null) {
          parts
              .computeIfAbsent(
                  value.apply(event), v -> new Journey(customer, new ArrayList<>(), found))
              .events()
              .add(event);
        }
      }
      return parts.values();
    }

    /** The other's events with those here that are no errors, in order. */
    List<Event> merge(Journey other) {
      List<Event> merged = new ArrayList<>(of("request").events());
      merged.addAll(other.events());
      merged.sort(Event.ORDER);
      return merged;
    }

    boolean any(long from, long to, Predicate<Event> condition) {
      return events.stream().anyMatch(e -> e.time() >= from && e.time() <= to && condition.test(e));
    }

    void found(String rule, List<Long> times) {
      times.forEach(at -> found.add(new Found(rule, customer, at)));
    }
  }

  /** Queues, transfers, deliveries and surveys. */
  private record WaitingAndVoice(double patience) {
    void find(Journey all) {
      queues(all, "chat", "conversation_id");
      queues(all, "call", "call_id");
      for (Journey chain : all.by("contact_chain_id")) {
        List<Event> transfers = chain.of("chat_transferred", "call_transferred").events();
        for (int i = 0; i < transfers.size(); i++) {
          if (i == 1 || Boolean.TRUE.equals(transfers.get(i).attribute("returned")) && i < 1) {
            all.found("transfer-bounce", List.of(transfers.get(i).time()));
          }
        }
      }
      for (Event promise : all.of("delivery_promised").events()) {
        long by = Instant.parse(String.valueOf(promise.attribute("promised_by"))).toEpochMilli();
        Object delivery = promise.attribute("delivery_id");
        boolean inTime =
            all.of("delivered")
                .any(promise.time(), by, e -> Objects.equals(e.attribute("delivery_id"), delivery));
        if (!inTime) {
          all.found("delivery-late", List.of(by));
        }
      }
      for (Event answer : all.of("survey_response").events()) {
        if (number(answer, "score") <= 6) {
          all.found("nps-detractor", List.of(answer.time()));
        }
      }
    }

    private void queues(Journey all, String medium, String leg) {
      for (Journey wait : all.by(leg)) {
        for (Event queued : wait.of(medium + "_queued").events()) {
          long deadline = queued.time() + (long) (MINUTE * patience);
          if (!wait.any(queued.time(), deadline, is(medium + "_answered", medium + "_left"))) {
            all.found(medium + "-wait-long", List.of(queued.time() + MINUTE));
          }
        }
      }
    }
  }
}
