package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Logins and logouts that come whenever they like, however late, change whose a cart is, but it is
 * abandoned once, at its own time, and by nobody who was never on that device.
 */
final class LateLoginProperties {
  private static final long HOUR = StoryTime.span("1h");
  private static final Rule ABANDONED =
      rule("abandoned")
          .per("cart_id")
          .when(absence(on("add_to_cart")).of("purchase").within("1h"))
          .build();

  private record Step(String type, String device, String customer, long lateness) {}

  @Property(tries = 10_000)
  void noSignalIsLostFiresTwiceOrIsAnothers(@ForAll("steps") List<Step> steps) {
    People people = new People(List.of(ABANDONED));
    Map<String, Step> carts = new LinkedHashMap<>();
    Set<String> users = new HashSet<>();
    long time = StoryTime.time("10:00");
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      time += HOUR / 4;
      if (step.type.equals("add_to_cart")) {
        carts.put("k" + time, step);
        people.take(event("e" + i, step, time, null, Map.of("cart_id", "k" + time)));
      } else {
        users.add(step.device + step.customer);
        people.take(event("e" + i, step, time - step.lateness, step.customer, Map.of()));
      }
    }
    people.until(FrictionEngine.NEVER - 1);
    assertThat(people.signals).hasSameSizeAs(carts.keySet());
    for (Signal signal : people.signals) {
      String cart = String.valueOf(signal.instance().get("cart_id"));
      Step added = carts.remove(cart);
      assertThat(added).as(cart).isNotNull();
      assertThat("k" + (signal.occurredAt() - HOUR)).isEqualTo(cart);
      if (!signal.customerId().equals(Event.ANONYMOUS + added.device)) {
        assertThat(users).contains(added.device + signal.customerId());
      }
    }
  }

  private static Event event(
      String id,
      Step step,
      long time,
      @Nullable String customer,
      Map<String, @Nullable Object> attributes) {
    return new Event(id, step.type, time, customer, step.device, null, null, null, attributes);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(5, "add_to_cart"), Tuple.of(3, "identify"), Tuple.of(1, "logout")),
            Arbitraries.of("d1", "d2"),
            Arbitraries.of("c1", "c2", "c3"),
            Arbitraries.longs().between(0, 12).map(quarters -> quarters * HOUR / 4 + quarters % 3))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }
}
