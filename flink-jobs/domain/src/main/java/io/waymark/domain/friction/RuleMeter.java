package io.waymark.domain.friction;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.MeasuredInterval.Stretches;
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
 * {@link #EVERY}: all others pay a comparison. After an interval in which little came, so that this
 * would say too little, all events and deadlines are timed, but for those beyond {@link #FEW}: a
 * rule that takes a second is found by the few events that it lets through. Outlives the engines
 * that use it one after the other. Serves one thread.
 */
public final class RuleMeter {
  /** A prime, so that it falls into step with nothing that repeats. */
  static final int EVERY = 251;

  /** Events and deadlines of an interval of which {@link #EVERY} leaves fewer than 20. */
  static final int FEW = 20 * EVERY;

  private static final class Sums {
    private long nanos;
    private long bytes;
    private Stretches stretches = Stretches.NONE;
    private final Map<Occurrence, Long> counts = new EnumMap<>(Occurrence.class);
  }

  private final LongSupplier clock;
  private final Map<String, Sums> byRule = new HashMap<>();

  /** When it was asked last. */
  private long asked;

  private long seenEvents;
  private long seenDeadlines;
  private long events;
  private long deadlines;
  private long journeys;
  private boolean all;
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
    this.asked = clock.getAsLong();
  }

  /** Whether the event that comes is to be timed. */
  boolean isNextEvent() {
    seenEvents++;
    if (--untilEvent > 0) {
      return false;
    }
    events++;
    untilEvent = untilNext();
    return true;
  }

  /** Whether the deadline that comes is to be timed: as many are left out as of events. */
  boolean isNextDeadline() {
    seenDeadlines++;
    if (--untilDeadline > 0) {
      return false;
    }
    deadlines++;
    untilDeadline = untilNext();
    return true;
  }

  private int untilNext() {
    return all && events + deadlines < FEW ? 1 : EVERY;
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
      long nanos = now - since;
      running.nanos += nanos;
      running.stretches = running.stretches.and(new Stretches(1, nanos));
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
   * What there is since the last call: of each rule its usage, if anything happened at all.
   *
   * @param rules the rules in force: what costs nothing is said to cost nothing
   * @param occurredAt event time
   */
  public MeasuredInterval take(Collection<Rule> rules, long occurredAt) {
    long now = clock.getAsLong();
    long seen = seenEvents + seenDeadlines;
    List<RuleUsage> usage = new ArrayList<>();
    Map<String, Stretches> stretches = new HashMap<>();
    if (events + deadlines + journeys > 0 || !byRule.isEmpty()) {
      rules.forEach(rule -> of(rule.id()));
      byRule.forEach(
          (id, sums) -> {
            usage.add(
                new RuleUsage(
                    id, occurredAt, events, sums.nanos, journeys, sums.bytes, sums.counts));
            stretches.put(id, sums.stretches);
          });
    }
    MeasuredInterval taken =
        new MeasuredInterval(usage, now - asked, seenEvents, seen, events + deadlines, stretches);
    startAnew(now, seen < FEW);
    return taken;
  }

  private void startAnew(long now, boolean few) {
    asked = now;
    byRule.clear();
    seenEvents = 0;
    seenDeadlines = 0;
    events = 0;
    deadlines = 0;
    journeys = 0;
    all = few;
    if (few) {
      untilEvent = 1;
      untilDeadline = 1;
    }
  }
}
