package io.waymark.domain.friction;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.MeasuredInterval.Stretches;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the rules that cost one subtask more than a rule may, by what they have cost it several
 * times in a row. Each time is one interval, or as many as there have to be before they say
 * something of the rule. Pure; serves one thread. Why these limits: {@code rule-budgets.md}.
 */
public final class RuleBudget {
  /** Nanoseconds for each event or deadline of the subtask, on the average. */
  static final long NANOS_PER_TURN = 100_000;

  /** Of the time that passes; what costs less of it does little harm. */
  static final double SHARE_OF_TIME = 0.2;

  /** Fires, or errors, for each event. */
  static final double SHARE_OF_EVENTS = 0.5;

  /** Fewer stretches of a rule's time say nothing of how slow it is. */
  static final int LEAST_STRETCHES = 5;

  /** Fewer events say nothing of how many of them a rule fires at, or fails for. */
  static final int LEAST_EVENTS = 1_000;

  /** So many times in a row a rule has to be too dear. */
  static final int IN_A_ROW = 4;

  /** What a rule has overspent. */
  public enum Kind {
    TIME,
    FIRES,
    ERRORS
  }

  /**
   * A rule has spent too much.
   *
   * @param spent nanoseconds for each event or deadline; fires or errors for each event
   */
  public record Overspent(String ruleId, Kind kind, double spent) {}

  private final Map<String, Long> fires = new HashMap<>();
  private final Map<String, Account> accounts = new HashMap<>();
  private Totals totals = new Totals(0, 0, 0, 0);

  /** Since the beginning, of the subtask. */
  private record Totals(long nanos, long events, long turns, long timed) {
    Totals and(MeasuredInterval more) {
      return new Totals(
          nanos + more.nanos(), events + more.events(), turns + more.turns(), timed + more.timed());
    }
  }

  /** The rule has fired. */
  public void fired(String ruleId) {
    fires.merge(ruleId, 1L, Long::sum);
  }

  /** The rule is another one now: what the one before has spent is not counted against it. */
  public void forget(String ruleId) {
    fires.remove(ruleId);
    accounts.remove(ruleId);
  }

  /**
   * An interval is over.
   *
   * @return the rules that have overspent now and each time before, {@link #IN_A_ROW} with it
   */
  public List<Overspent> close(MeasuredInterval interval) {
    Totals before = totals;
    totals = before.and(interval);
    List<Overspent> again = new ArrayList<>();
    for (RuleUsage rule : interval.usage()) {
      String id = rule.ruleId();
      Account account = accounts.computeIfAbsent(id, added -> new Account(before));
      account.add(rule, interval.stretches(id), fires.getOrDefault(id, 0L));
      account.close(totals).forEach((kind, spent) -> again.add(new Overspent(id, kind, spent)));
    }
    if (!interval.usage().isEmpty()) {
      accounts
          .keySet()
          .retainAll(interval.usage().stream().map(RuleUsage::ruleId).collect(Collectors.toSet()));
    }
    fires.clear();
    return again;
  }

  /** What a rule has spent since it was judged last: of its time, and of its fires and errors. */
  private static final class Account {
    /** For how many times in a row by now. Two kinds, once each, are two bad moments. */
    private final Map<Kind, Integer> rows = new EnumMap<>(Kind.class);

    private Totals timedSince;
    private long nanos;
    private Stretches stretches = Stretches.NONE;

    private Totals countedSince;
    private long fires;
    private long errors;

    private Account(Totals since) {
      this.timedSince = since;
      this.countedSince = since;
    }

    private void add(RuleUsage usage, Stretches more, long fired) {
      nanos += usage.nanos();
      stretches = stretches.and(more);
      fires += fired;
      errors += usage.count(Occurrence.EXPRESSION_ERROR);
    }

    private Map<Kind, Double> close(Totals now) {
      Map<Kind, Double> again = new EnumMap<>(Kind.class);
      if (stretches.count() >= LEAST_STRETCHES) {
        double perTurn = nanosPerTurn(now);
        double spent = perTurn * (now.turns() - timedSince.turns());
        double share = spent / Math.max(1, now.nanos() - timedSince.nanos());
        judge(Kind.TIME, perTurn, perTurn > NANOS_PER_TURN && share > SHARE_OF_TIME, again);
        timedSince = now;
        nanos = 0;
        stretches = Stretches.NONE;
      }
      long events = now.events() - countedSince.events();
      if (events >= LEAST_EVENTS) {
        judgeShare(Kind.FIRES, (double) fires / events, again);
        judgeShare(Kind.ERRORS, (double) errors / events, again);
        countedSince = now;
        fires = 0;
        errors = 0;
      }
      return again;
    }

    /** Without the longest stretch: one pause of the machine is not the rule's. */
    private double nanosPerTurn(Totals now) {
      return (double) (nanos - stretches.longest()) / Math.max(1, now.timed() - timedSince.timed());
    }

    private void judgeShare(Kind kind, double share, Map<Kind, Double> again) {
      judge(kind, share, share > SHARE_OF_EVENTS, again);
    }

    private void judge(Kind kind, double spent, boolean tooMuch, Map<Kind, Double> again) {
      int row = tooMuch ? rows.getOrDefault(kind, 0) + 1 : 0;
      rows.put(kind, row);
      if (row >= IN_A_ROW) {
        again.put(kind, spent);
      }
    }
  }
}
