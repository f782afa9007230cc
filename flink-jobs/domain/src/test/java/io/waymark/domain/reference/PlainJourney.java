package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All that ever happened to one customer, or under one anonymous id, and what rules make of it. */
final class PlainJourney {
  private record Place(String rule, Map<String, Object> values) {}

  private final String customer;
  private final List<Rule> rules;
  private final Consumer<ReferenceSignal> signals;
  private final List<Event> events = new ArrayList<>();
  private final Map<Place, PlainInstance> instances = new LinkedHashMap<>();

  PlainJourney(String customer, List<Rule> rules, Consumer<ReferenceSignal> signals) {
    this.customer = customer;
    this.rules = rules;
    this.signals = signals;
  }

  String customer() {
    return customer;
  }

  List<Event> events() {
    return events;
  }

  void emit(ReferenceSignal signal) {
    signals.accept(signal);
  }

  /** The next event in order; deadlines before it come first. */
  void take(Event event) {
    if (events.stream().anyMatch(known -> known.id().equals(event.id()))) {
      return;
    }
    passUntil(event.time() - 1);
    events.add(event);
    for (Rule rule : rules) {
      if (rule.mode() == Mode.DISABLED || event.time() < rule.effectiveFrom()) {
        continue;
      }
      Map<String, Object> values = InstanceView.valuesOf(rule, event);
      if (values != null) {
        instances.computeIfAbsent(
            new Place(rule.id(), values), place -> new PlainInstance(rule, values, this));
      }
      instances.forEach(
          (place, instance) -> {
            if (place.rule.equals(rule.id())) {
              instance.take(event);
            }
          });
    }
  }

  /** The deadlines up to and including a time come, the earliest first. */
  void passUntil(long time) {
    Collection<PlainInstance> all = instances.values();
    while (true) {
      long next = all.stream().mapToLong(PlainInstance::deadline).min().orElse(PlainPattern.NEVER);
      if (next > time || next == PlainPattern.NEVER) {
        return;
      }
      all.stream().filter(i -> i.deadline() == next).toList().forEach(PlainInstance::expire);
    }
  }

  /** It was this customer to whom all that happened. */
  void unite(PlainJourney other, long at) {
    passUntil(at - 1);
    other.passUntil(at - 1);
    events.addAll(other.events);
    other.instances.forEach(
        (place, instance) -> {
          PlainInstance own = instances.get(place);
          if (own == null) {
            instance.moveTo(this);
            instances.put(place, instance);
          } else {
            own.unite(instance, at);
          }
        });
  }
}
