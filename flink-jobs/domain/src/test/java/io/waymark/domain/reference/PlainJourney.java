package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.reference.PlainInstance.Part;
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
  private record Place(String rule, int version, Map<String, Object> values) {
    static Place of(Rule rule, Map<String, Object> values) {
      return new Place(rule.id(), rule.version(), values);
    }
  }

  private final String customer;
  private final List<Rule> rules;
  private final Consumer<ReferenceSignal> signals;
  private final PlainVersions versions;
  private final List<Event> events = new ArrayList<>();
  private final Map<Place, PlainInstance> instances = new LinkedHashMap<>();

  PlainJourney(String customer, List<Rule> rules, Consumer<ReferenceSignal> signals) {
    this.customer = customer;
    this.versions = new PlainVersions(rules);
    this.rules = versions.newestFirst();
    this.signals = signals;
  }

  String customer() {
    return customer;
  }

  List<Event> events() {
    return events;
  }

  /** The time of the last event. */
  long now() {
    return events.stream().mapToLong(Event::time).max().orElse(Long.MIN_VALUE);
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
        instance(rule, values);
      }
      Part part = versions.partAt(rule, event.time());
      for (PlainInstance instance : instances.values()) {
        if (instance.rule().equals(rule)) {
          instance.take(event, part);
        }
      }
    }
  }

  private PlainInstance instance(Rule rule, Map<String, Object> values) {
    return instances.computeIfAbsent(
        Place.of(rule, values), place -> new PlainInstance(rule, values, this));
  }

  /** The same instance of the other versions of a rule. */
  List<PlainInstance> otherVersions(PlainInstance instance) {
    Rule rule = instance.rule();
    return instances.values().stream()
        .filter(other -> other.rule().id().equals(rule.id()))
        .filter(other -> other.rule().version() != rule.version())
        .filter(other -> other.rule().per().equals(rule.per()))
        .filter(other -> other.values().equals(instance.values()))
        .toList();
  }

  /**
   * The deadlines up to and including a time come, the earliest first. A version takes effect
   * before the events of its time.
   */
  void passUntil(long time) {
    for (Rule newer : versions.ending()) {
      if (newer.effectiveFrom() - 1 <= time) {
        expireUntil(newer.effectiveFrom() - 1);
        takeOver(newer);
      }
    }
    expireUntil(time);
  }

  private void takeOver(Rule newer) {
    for (PlainInstance older : List.copyOf(instances.values())) {
      if (versions.ends(newer, older.rule())) {
        Event opened = older.end();
        if (opened != null && versions.beginsAgain(opened, older.rule(), newer)) {
          instance(newer, older.values()).reopen(opened, newer.effectiveFrom());
        }
      }
    }
  }

  private void expireUntil(long time) {
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
