package io.waymark.domain.friction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What rules know of one customer. As large as they are many, however large the catalogue is: most
 * rules know nothing of most customers.
 */
final class RuleTable {
  private static final int SMALLEST = 8;

  /** In the order of their first appearance. */
  private final List<RuleState> inOrder = new ArrayList<>();

  /** By {@link CompiledRule#index}, open addressing, at least half of it empty. */
  private @Nullable RuleState[] slots = new RuleState[SMALLEST];

  /** What a rule knows; null if that is nothing. */
  @Nullable RuleState get(CompiledRule rule) {
    return slots[place(rule)];
  }

  /** Adds what a rule knows that knew nothing. */
  void add(RuleState state) {
    inOrder.add(state);
    if (inOrder.size() * 2 > slots.length) {
      slots = new RuleState[slots.length * 2];
      inOrder.forEach(this::enter);
    } else {
      enter(state);
    }
  }

  /** Those that are there, in the order of their first appearance; a view. */
  List<RuleState> all() {
    return inOrder;
  }

  void removeIf(Predicate<RuleState> condition) {
    if (inOrder.removeIf(condition)) {
      int size = slots.length;
      while (size > SMALLEST && inOrder.size() * 4 <= size) {
        size /= 2;
      }
      slots = new RuleState[size];
      inOrder.forEach(this::enter);
    }
  }

  private void enter(RuleState state) {
    slots[place(state.rule())] = state;
  }

  /** Where the rule is, or would be. */
  private int place(CompiledRule rule) {
    int mask = slots.length - 1;
    int place = rule.index() & mask;
    for (RuleState there = slots[place]; there != null && there.rule() != rule; ) {
      place = place + 1 & mask;
      there = slots[place];
    }
    return place;
  }
}
