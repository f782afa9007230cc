package io.waymark.domain.identity;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What devices have collected on their own and a login made a customer's. */
final class HandedOver {
  private static final Effects NONE =
      new Effects() {
        @Override
        public void signal(Signal signal) {}

        @Override
        public void fact(Fact fact) {}
      };

  private final String customer;
  private final FrictionEngine engine = new FrictionEngine(List.of(), Limits.DEFAULT);
  private final Map<String, Device> devices = new HashMap<>();
  private final Map<String, List<Event>> collected = new HashMap<>();
  private final Set<Event> theirs = Collections.newSetFromMap(new IdentityHashMap<>());

  private HandedOver(String customer) {
    this.customer = customer;
  }

  /** Those of the events, which are in order, that came to a customer so; the very same objects. */
  static Set<Event> to(String customer, List<Event> ordered) {
    HandedOver handedOver = new HandedOver(customer);
    ordered.forEach(handedOver::take);
    return handedOver.theirs;
  }

  private void take(Event event) {
    if (event.customerId() == null) {
      collect(event, String.valueOf(event.anonymousId()));
    }
    boolean tells = IdentityEvents.mayTellOfDevice(event) || IdentityEvents.isLogout(event);
    String told = tells ? IdentityEvents.device(event) : null;
    if (told != null && device(told).take(event, NONE).handOver() != null) {
      handOver(event.customerId(), collected.remove(told));
    }
  }

  private void collect(Event event, String id) {
    Device device = device(id);
    if (device.ownerOf(event) == null) {
      device.accept(event, NONE);
      collected.computeIfAbsent(id, any -> new ArrayList<>()).add(event);
    }
  }

  private void handOver(@Nullable String to, @Nullable List<Event> events) {
    if (events != null && customer.equals(to)) {
      theirs.addAll(events);
    }
  }

  private Device device(String id) {
    return devices.computeIfAbsent(id, any -> Device.read(engine, id, null));
  }
}
