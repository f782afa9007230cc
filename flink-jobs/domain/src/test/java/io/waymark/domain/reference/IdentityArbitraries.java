package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Rules, and logs of two customers on two devices, who log in, out, and in on the other's; some of
 * what they do is known to be theirs, most is not.
 */
public final class IdentityArbitraries {
  private record Who(@Nullable String customer, @Nullable String device) {}

  private IdentityArbitraries() {}

  /** One to three rules and a log. */
  public static Arbitrary<RuleCase> cases() {
    return Combinators.combine(RuleArbitraries.rules(), logs())
        .as(RuleCase::new)
        .withoutEdgeCases();
  }

  private static Arbitrary<List<Event>> logs() {
    Arbitrary<List<Who>> who =
        Arbitraries.frequencyOf(
                Tuple.of(4, device().map(device -> new Who(null, device))),
                Tuple.of(1, customer().map(customer -> new Who(customer, null))),
                Tuple.of(1, Combinators.combine(customer(), device()).as(Who::new)))
            .list()
            .ofSize(40);
    return Combinators.combine(LogArbitraries.logs(), who, told().list().ofMaxSize(6))
        .as(IdentityArbitraries::log);
  }

  private static List<Event> log(List<Event> events, List<Who> who, List<Event> told) {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      log.add(of(who.get(i), events.get(i)));
    }
    for (int i = 0; i < told.size(); i++) {
      Event event = told.get(i);
      // In between the others at one time.
      log.add((int) (event.time() % (log.size() + 1)), withId(event, "i5" + i + "t"));
    }
    return log;
  }

  private static Arbitrary<String> customer() {
    return Arbitraries.of("c1", "c2");
  }

  private static Arbitrary<String> device() {
    return Arbitraries.frequency(Tuple.of(3, "d1"), Tuple.of(1, "d2"));
  }

  /** What tells of devices. */
  private static Arbitrary<Event> told() {
    Arbitrary<String> type =
        Arbitraries.frequency(
            Tuple.of(6, "identify"),
            Tuple.of(2, "logout"),
            Tuple.of(1, "alias"),
            Tuple.of(1, "shared"),
            Tuple.of(1, "left"));
    Arbitrary<Long> time =
        Arbitraries.longs()
            .between(0, LogArbitraries.CELLS)
            .map(cell -> LogArbitraries.START + cell * LogArbitraries.GRID);
    return Combinators.combine(type, time, customer(), device())
        .as(
            (what, at, customer, device) ->
                switch (what) {
                  case "alias" -> told("alias", at, customer, null, Map.of("previous_id", device));
                  case "shared" ->
                      told("identify", at, customer, device, Map.of("shared_device", true));
                  case "left" -> told("logout", at, null, device, Map.of());
                  default -> told(what, at, customer, device, Map.of());
                });
  }

  private static Event told(
      String type,
      long time,
      @Nullable String customer,
      @Nullable String device,
      Map<String, @Nullable Object> attributes) {
    return new Event("", type, time, customer, device, null, null, null, attributes);
  }

  private static Event of(Who who, Event e) {
    return new Event(
        e.id(),
        e.type(),
        e.time(),
        who.customer(),
        who.device(),
        e.sessionId(),
        e.channel(),
        e.touchpoint(),
        e.attributes());
  }

  private static Event withId(Event e, String id) {
    return new Event(
        id,
        e.type(),
        e.time(),
        e.customerId(),
        e.anonymousId(),
        e.sessionId(),
        e.channel(),
        e.touchpoint(),
        e.attributes());
  }
}
