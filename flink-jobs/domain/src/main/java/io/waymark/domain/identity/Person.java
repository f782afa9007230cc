package io.waymark.domain.identity;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Explanation;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.HandOver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer with the devices that were theirs at some time, as the operators put them together:
 * what a device did before a login goes on under the customer. What it did for others, or stays its
 * own, is left out.
 *
 * @param customer a customer id
 * @param events of the customer and of those devices, in any order
 * @param until deadlines up to and including this time (epoch milliseconds) come
 */
public record Person(String customer, List<Event> events, long until)
    implements Explanation.Course {

  @Override
  public CustomerState run(FrictionEngine engine, Effects effects) {
    CustomerState state = engine.newCustomer(customer);
    Map<String, Device> devices = new HashMap<>();
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Event.ORDER);
    Set<Event> handedOver = HandedOver.to(customer, ordered);
    for (Event event : ordered) {
      if (event.customerId() == null) {
        Device device = device(event.anonymousId(), devices, engine);
        if (handedOver.contains(event)) {
          device.accept(event, effects);
        } else if (customer.equals(device.ownerOf(event))) {
          engine.accept(state, event, effects);
        }
        if (IdentityEvents.isLogout(event)) {
          device.take(event, effects);
        }
      } else {
        known(event, devices, state, engine, effects);
        if (IdentityEvents.isErase(event) && customer.equals(event.customerId())) {
          state = engine.newCustomer(customer);
          devices.values().removeIf(device -> device.erase(event, effects));
        }
      }
    }
    engine.advance(state, until, effects);
    return state;
  }

  private void known(
      Event event,
      Map<String, Device> devices,
      CustomerState state,
      FrictionEngine engine,
      Effects effects) {
    boolean own = customer.equals(event.customerId());
    String device = IdentityEvents.mayTellOfDevice(event) ? IdentityEvents.device(event) : null;
    if (device != null) {
      HandOver joined = device(device, devices, engine).take(event, effects).handOver();
      if (joined != null && own) {
        engine.merge(state, joined, effects);
      }
    }
    if (own) {
      engine.accept(state, event, effects);
    }
  }

  private static Device device(
      @Nullable String id, Map<String, Device> devices, FrictionEngine engine) {
    String name = String.valueOf(id);
    return devices.computeIfAbsent(name, any -> Device.read(engine, name, null));
  }
}
