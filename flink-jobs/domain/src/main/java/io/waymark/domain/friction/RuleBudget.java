package io.waymark.domain.friction;

import io.waymark.domain.friction.Effects.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules that cost one subtask more than a rule may, by what they have cost it in several
 * intervals in a row. Pure; serves one thread. Why these limits: {@code rule-budgets.md}.
 */
public final class RuleBudget {
  /** Nanoseconds for each event, on the average. */
  static final long NANOS_PER_EVENT = 100_000;

  /** Fires, or errors, for each event. */
  static final double SHARE_OF_EVENTS = 0.5;

  /** An interval in which fewer events were timed says nothing. */
  static final int LEAST_TIMED = 400;

  /** So many intervals in a row a rule has to be too dear. */
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
   * @param spent nanoseconds, fires or errors for each event
   */
  public record Overspent(String ruleId, Kind kind, double spent) {}

  private final Map<String, Long> fires = new HashMap<>();

  /** By rule and kind: for how many intervals in a row by now. */
  private Map<What, Integer> rows = new HashMap<>();

  /** Two kinds, once each, are two bad moments. */
  private record What(String ruleId, Kind kind) {}

  /** The rule has fired. */
  public void fired(String ruleId) {
    fires.merge(ruleId, 1L, Long::sum);
  }

  /** The rule is another one now: what the one before has spent is not counted against it. */
  public void forget(String ruleId) {
    fires.remove(ruleId);
    rows.keySet().removeIf(what -> what.ruleId().equals(ruleId));
  }

  /**
   * An interval is over.
   *
   * @param usage of all rules in it
   * @return the rules that have overspent in this interval and in those before, {@link #IN_A_ROW}
   *     with it
   */
  public List<Overspent> close(List<RuleUsage> usage) {
    List<Overspent> again = new ArrayList<>();
    Map<What, Integer> now = new HashMap<>();
    for (RuleUsage rule : usage) {
      for (Overspent found : overspent(rule)) {
        What what = new What(found.ruleId(), found.kind());
        int row = rows.getOrDefault(what, 0) + 1;
        now.put(what, row);
        if (row >= IN_A_ROW) {
          again.add(found);
        }
      }
    }
    rows = now;
    fires.clear();
    return again;
  }

  private List<Overspent> overspent(RuleUsage rule) {
    if (rule.events() < LEAST_TIMED) {
      return List.of();
    }
    List<Overspent> found = new ArrayList<>();
    double nanos = (double) rule.nanos() / rule.events();
    if (nanos > NANOS_PER_EVENT) {
      found.add(new Overspent(rule.ruleId(), Kind.TIME, nanos));
    }
    double events = (double) rule.events() * RuleMeter.EVERY;
    double fired = fires.getOrDefault(rule.ruleId(), 0L) / events;
    if (fired > SHARE_OF_EVENTS) {
      found.add(new Overspent(rule.ruleId(), Kind.FIRES, fired));
    }
    double errors = rule.count(Occurrence.EXPRESSION_ERROR) / events;
    if (errors > SHARE_OF_EVENTS) {
      found.add(new Overspent(rule.ruleId(), Kind.ERRORS, errors));
    }
    return found;
  }
}
