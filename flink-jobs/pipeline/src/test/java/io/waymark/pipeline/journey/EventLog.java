package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Events of some customers, the orders they may arrive in, and what is to be found in them. */
final class EventLog {
  static final Sources SOURCES = new Sources("interactions", List.of());
  static final int PARTITIONS = 3;
  static final long START = 1_780_000_000_000L;

  /** After all events of {@link #random}. */
  static final long END = START + 7_200_000;

  private static final String[] TYPES = {
    "begin_checkout", "purchase", "click", "click", "click", "queue_entered", "queue_left"
  };

  private EventLog() {}

  static Event event(String id, String type, long time, String customer) {
    return new Event(id, type, time, customer, null, null, "web", null, Map.of());
  }

  static Envelope envelope(Event event) {
    return envelope(event, Math.floorMod(event.id().hashCode(), PARTITIONS));
  }

  static Envelope envelope(Event event, int partition) {
    return new Envelope(
        event.customer(),
        event.time(),
        new InteractionCodec().encodeBody(event),
        partition,
        Envelope.flags(new InteractionCodec().peek(event), false));
  }

  /** Events in bursts, many at the same time, over two hours. */
  static List<Event> random(int customers, int events, long seed) {
    Random random = new Random(seed);
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      long time = START + 1_000L * random.nextInt(7_200);
      log.add(
          event(
              "e" + i, TYPES[random.nextInt(TYPES.length)], time, "c" + random.nextInt(customers)));
    }
    return log;
  }

  /** The same events in an order that keeps the bound. */
  static List<Event> arriving(List<Event> log, Random random) {
    Map<Event, Long> arrival = new HashMap<>();
    log.forEach(event -> arrival.put(event, event.time() + random.nextLong(Rules.BOUND)));
    List<Event> order = new ArrayList<>(log);
    order.sort(Comparator.comparing(arrival::get));
    return order;
  }

  /** What the engine finds customer by customer, in order, when all deadlines have come. */
  static List<Signal> expected(List<Event> log) {
    return expected(
        log,
        Stream.of("abandoned", "clicks", "queue", "hesitates")
            .map(name -> Rules.rule(new RuleDocument(name, name)))
            .toList());
  }

  /** The same by other rules. */
  static List<Signal> expected(List<Event> log, List<Rule> rules) {
    FrictionEngine engine = new FrictionEngine(rules, Rules.LIMITS);
    Map<String, List<Event>> byCustomer = new TreeMap<>();
    log.forEach(e -> byCustomer.computeIfAbsent(e.customer(), c -> new ArrayList<>()).add(e));
    List<Signal> signals = new ArrayList<>();
    Effects effects =
        new Effects() {
          @Override
          public void signal(Signal signal) {
            signals.add(signal);
          }

          @Override
          public void fact(Fact fact) {}
        };
    byCustomer.forEach(
        (customer, events) -> {
          events.sort(Event.ORDER);
          CustomerState state = engine.newCustomer(customer);
          events.forEach(event -> engine.accept(state, event, effects));
          engine.advance(state, Long.MAX_VALUE - 1, effects);
        });
    return sorted(signals);
  }

  static List<Signal> sorted(List<Signal> signals) {
    return signals.stream()
        .sorted(
            Comparator.comparing(Signal::occurredAt)
                .thenComparing(Signal::signalId)
                .thenComparing(Signal::status))
        .toList();
  }
}
