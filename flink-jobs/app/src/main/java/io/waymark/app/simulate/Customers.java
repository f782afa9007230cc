package io.waymark.app.simulate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What the simulation remembers of each customer: a few numbers, however long it runs. */
final class Customers {
  /** After this no rule remembers what a customer met before. */
  static final long MEMORY = 8L * 24 * 3_600_000;

  private static final long NEVER = Long.MIN_VALUE / 2;

  /** P(rank below r) = (r / n)^(1 / SKEW): a few customers are far more active than the others. */
  private static final double SKEW = 2.5;

  private final int count;
  private final BitSet greeted = new BitSet();
  private final long[] busyUntil;
  private final long[] contact;
  private final long[] purchase;
  private final int[] seen;
  private final Map<Integer, Map<String, Long>> frictions = new HashMap<>();

  Customers(int count) {
    this.count = count;
    busyUntil = filled(count);
    contact = filled(count);
    purchase = filled(count);
    seen = new int[count];
  }

  private static long[] filled(int count) {
    long[] times = new long[count];
    Arrays.fill(times, NEVER);
    return times;
  }

  int pick(SplittableRandom random) {
    double share = StrictMath.pow(random.nextDouble(), SKEW);
    return Math.min(count - 1, (int) (share * count));
  }

  boolean idle(int customer, long time) {
    return busyUntil[customer] < time;
  }

  void occupy(int customer, long until) {
    busyUntil[customer] = until;
  }

  /** True once for each customer. */
  boolean greet(int customer) {
    boolean first = !greeted.get(customer);
    greeted.set(customer);
    return first;
  }

  int seen(Visitor visitor) {
    return visitor.known() ? seen[visitor.number()] : 0;
  }

  void setSeen(Visitor visitor, int items) {
    if (visitor.known()) {
      seen[visitor.number()] = items;
    }
  }

  /** Whether the customer may get in touch without it being one time too many. */
  boolean mayContact(Visitor visitor, long time) {
    return visitor.known() && time - contact[visitor.number()] > MEMORY;
  }

  void contacted(Visitor visitor, long time) {
    contact[visitor.number()] = time;
  }

  boolean boughtNothing(Visitor visitor, long time) {
    return !visitor.known() || time - purchase[visitor.number()] > MEMORY;
  }

  void bought(Visitor visitor, long time) {
    if (visitor.known()) {
      purchase[visitor.number()] = time;
    }
  }

  /** Whether a friction of this rule at {@code time} would not be held back by an earlier one. */
  boolean mayMeet(Visitor visitor, String rule, long time) {
    Long last = frictions.getOrDefault(visitor.number(), Map.of()).get(rule);
    return last == null || time - last > MEMORY;
  }

  void met(Visitor visitor, Label label) {
    if (visitor.known()) {
      frictions
          .computeIfAbsent(visitor.number(), any -> new HashMap<>(4))
          .merge(label.ruleId(), label.occurredAt(), Math::max);
    }
  }
}
