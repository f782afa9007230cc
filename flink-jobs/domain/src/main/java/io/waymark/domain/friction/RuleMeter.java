package io.waymark.domain.friction;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what each rule costs, by looking at one event, one deadline and one stored journey of
 * {@link #EVERY}: all others pay a comparison. Outlives the engines that use it one after the
 * other. Serves one thread.
 */
public final class RuleMeter {
  /** A prime, so that it falls into step with nothing that repeats. */
  static final int EVERY = 251;

  private static final class Sums {
    private long nanos;
    private long bytes;
    private final Map<Occurrence, Long> counts = new EnumMap<>(Occurrence.class);
  }

  private final LongSupplier clock;
  private final Map<String, Sums> byRule = new HashMap<>();
  private long events;
  private long journeys;
  private int untilEvent = EVERY;
  private int untilDeadline = EVERY;
  private int untilJourney = EVERY;

  /** Whose time is running; null for nobody's. */
  private @Nullable Sums running;

  private long since;

  /**
   * @param clock nanoseconds since anything
   */
  public RuleMeter(LongSupplier clock) {
    this.clock = clock;
  }

  /** Whether the event that comes is to be timed. */
  boolean isNextEvent() {
    if (--untilEvent > 0) {
      return false;
    }
    untilEvent = EVERY;
    events++;
    return true;
  }

  /** Whether the deadline that comes is to be timed: as many are left out as of events. */
  boolean isNextDeadline() {
    if (--untilDeadline > 0) {
      return false;
    }
    untilDeadline = EVERY;
    return true;
  }

  /** Whether the journey that comes is to be weighed. */
  boolean isNextJourney() {
    if (--untilJourney > 0) {
      return false;
    }
    untilJourney = EVERY;
    journeys++;
    return true;
  }

  /** From now on it is this rule's time. */
  void begins(String ruleId) {
    long now = clock.getAsLong();
    stop(now);
    running = of(ruleId);
    since = now;
  }

  /** From now on it is nobody's time. */
  void ends() {
    if (running != null) {
      stop(clock.getAsLong());
    }
  }

  private void stop(long now) {
    if (running != null) {
      running.nanos += now - since;
      running = null;
    }
  }

  /** So much of the journey is the rule's. */
  void holds(String ruleId, long bytes) {
    of(ruleId).bytes += bytes;
  }

  /** Something happened to a rule. */
  public void count(String ruleId, Occurrence occurrence) {
    of(ruleId).counts.merge(occurrence, 1L, Long::sum);
  }

  private Sums of(String ruleId) {
    return byRule.computeIfAbsent(ruleId, id -> new Sums());
  }

  /**
   * What there is since the last call, one for each rule; empty if nothing happened.
   *
   * @param rules the rules in force: what costs nothing is said to cost nothing
   * @param occurredAt event time
   */
  public List<RuleUsage> take(Collection<Rule> rules, long occurredAt) {
    if (events == 0 && journeys == 0 && byRule.isEmpty()) {
      return List.of();
    }
    rules.forEach(rule -> of(rule.id()));
    List<RuleUsage> taken = new ArrayList<>(byRule.size());
    byRule.forEach(
        (id, sums) ->
            taken.add(
                new RuleUsage(
                    id, occurredAt, events, sums.nanos, journeys, sums.bytes, sums.counts)));
    byRule.clear();
    events = 0;
    journeys = 0;
    return taken;
  }
}
