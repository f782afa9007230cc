package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
 * abandoned once, at its own time, and by nobody but the device and who, as far as was known then,
 * had it when the cart was filled, or was the first to log in or the same to come back after that.
 */
final class LateLoginProperties {
  private static final long HOUR = StoryTime.span("1h");
  private static final String NOBODY = "";
  private static final Rule ABANDONED =
      rule("abandoned")
          .per("cart_id")
          .when(absence(on("add_to_cart")).of("purchase").within("1h"))
          .build();

  private record Step(String type, String device, String customer, long lateness) {}

  /** Filled on a device, and who may have it, as far as was known at some time since. */
  private record Cart(String device, long time, Place place, Set<String> mayHave) {}

  /** In the order of events. */
  private record Place(long time, String id) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Event.compare(time, id, other.time, other.id);
    }
  }

  @Property(tries = 10_000)
  void noSignalIsLostFiresTwiceOrIsAnothers(@ForAll("steps") List<Step> steps) {
    People people = new People(List.of(ABANDONED));
    Map<String, Cart> carts = new LinkedHashMap<>();
    Map<String, TreeMap<Place, String>> logins = new HashMap<>();
    long time = StoryTime.time("10:00");
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      time += HOUR / 4;
      if (step.type.equals("add_to_cart")) {
        Place place = new Place(time, "e" + i);
        carts.put("k" + time, new Cart(step.device, time, place, new HashSet<>()));
        people.take(event(place, step, null, Map.of("cart_id", "k" + time)));
      } else {
        Place place = new Place(time - step.lateness, "e" + i);
        tell(step, place, logins.computeIfAbsent(step.device, d -> new TreeMap<>()));
        people.take(event(place, step, step.customer, Map.of()));
      }
      carts.values().forEach(cart -> addWhoMayHave(cart, logins.get(cart.device)));
    }
    people.until(FrictionEngine.NEVER - 1);
    assertThat(people.signals).hasSameSizeAs(carts.keySet());
    for (Signal signal : people.signals) {
      String id = String.valueOf(signal.instance().get("cart_id"));
      Cart cart = carts.remove(id);
      assertThat(cart).as(id).isNotNull();
      assertThat(signal.occurredAt()).isEqualTo(cart.time + HOUR);
      if (!signal.customerId().equals(Event.ANONYMOUS + cart.device)) {
        assertThat(cart.mayHave).contains(signal.customerId());
      }
    }
  }

  /** Of several in a row that say the same the first and the last are remembered. */
  private static void tell(Step step, Place place, TreeMap<Place, String> logins) {
    logins.put(place, step.type.equals("identify") ? step.customer : NOBODY);
    List<Map.Entry<Place, String>> said = List.copyOf(logins.entrySet());
    for (int i = 1; i + 1 < said.size(); i++) {
      String again = said.get(i).getValue();
      if (again.equals(said.get(i - 1).getValue()) && again.equals(said.get(i + 1).getValue())) {
        logins.remove(said.get(i).getKey());
      }
    }
  }

  private static void addWhoMayHave(Cart cart, @Nullable TreeMap<Place, String> logins) {
    if (logins == null) {
      return;
    }
    Map.Entry<Place, String> holder = logins.floorEntry(cart.place);
    if (holder != null && !holder.getValue().equals(NOBODY)) {
      cart.mayHave.add(holder.getValue());
      return;
    }
    String last = customerIn(logins.headMap(cart.place, true).descendingMap());
    String next = customerIn(logins.tailMap(cart.place, false));
    if (last.equals(NOBODY) || last.equals(next)) {
      cart.mayHave.add(next);
    }
  }

  private static String customerIn(Map<Place, String> logins) {
    return logins.values().stream().filter(c -> !c.equals(NOBODY)).findFirst().orElse(NOBODY);
  }

  private static Event event(
      Place place, Step step, @Nullable String customer, Map<String, @Nullable Object> attributes) {
    return new Event(
        place.id, step.type, place.time, customer, step.device, null, null, null, attributes);
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
