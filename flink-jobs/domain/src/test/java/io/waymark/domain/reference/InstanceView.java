package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One customer's ordered events as one instance of a rule sees them. Events are spoken of by their
 * index in that order.
 *
 * @param events of the customer, from {@code effective_from} on
 * @param instance the {@code per} values by name
 */
record InstanceView(Rule rule, List<Event> events, Map<String, Object> instance) {

  /** All instances that any event of the customer belongs to. */
  static List<InstanceView> of(Rule rule, List<Event> ordered) {
    List<Event> events =
        ordered.stream().filter(event -> event.time() >= rule.effectiveFrom()).toList();
    Set<Map<String, Object>> instances = new LinkedHashSet<>();
    for (Event event : events) {
      Map<String, Object> values = valuesOf(rule, event);
      if (values != null) {
        instances.add(values);
      }
    }
    List<InstanceView> views = new ArrayList<>();
    for (Map<String, Object> instance : instances) {
      views.add(new InstanceView(rule, events, instance));
    }
    return views;
  }

  int size() {
    return events.size();
  }

  Event event(int i) {
    return events.get(i);
  }

  long time(int i) {
    return events.get(i).time();
  }

  /** "What opens or counts takes part only if it has every value." */
  boolean opens(int i, Selector selector) {
    return opens(i, selector, null);
  }

  /** Likewise, for a step that looks back at the event of the step before. */
  boolean opens(int i, Selector selector, @Nullable Event previous) {
    return instance.equals(valuesOf(rule, event(i))) && matches(event(i), selector, previous);
  }

  /** "What closes and lacks any of them applies to every instance, whatever its other values." */
  boolean closes(int i, Selector selector) {
    Map<String, Object> values = valuesOf(rule, event(i));
    return (values == null || values.equals(instance)) && matches(event(i), selector, null);
  }

  boolean closesAny(int i, List<Selector> selectors) {
    return selectors.stream().anyMatch(selector -> closes(i, selector));
  }

  /** Whether an {@code unless} of the rule applies to this instance. */
  boolean cancels(int i) {
    return closesAny(i, rule.unless());
  }

  /** Index of the last {@code unless} event up to and including {@code i}, or 0. */
  int lastCancelUpTo(int i) {
    for (int j = i; j > 0; j--) {
      if (cancels(j)) {
        return j;
      }
    }
    return 0;
  }

  static boolean matches(Event event, Selector selector, @Nullable Event previous) {
    Scope plain = Scope.of(event);
    return selector.test(previous == null ? plain : plain.after(previous)) == Truth.TRUE;
  }

  /** The values of {@code per}, or null if any is lacking; "null counts as lacking". */
  static @Nullable Map<String, Object> valuesOf(Rule rule, Event event) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : rule.per()) {
      Object value = event.named(name);
      if (value == null) {
        return null;
      }
      values.put(name, Values.identity(value));
    }
    return values;
  }
}
