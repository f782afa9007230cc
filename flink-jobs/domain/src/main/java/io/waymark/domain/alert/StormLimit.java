package io.waymark.domain.alert;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.intervention.DerivedId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many alerts of one rule, or of one pattern of anomalies, are open at once: (state,
 * input, now) to (state', effects, wakeAt), in event time. What is above the bound is kept back;
 * one alert says so and counts them, until none was kept back for half an hour. One that was kept
 * back is told with its next change once there is room.
 */
public final class StormLimit {
  /** How many alerts of one rule are open at once. */
  public static final int OPEN = 500;

  /**
   * What an input leads to.
   *
   * @param state the same object as before if nothing changed
   */
  public record Step(StormState state, List<Alert> emitted) {

    /** When time alone leads to something. */
    public long wakeAt() {
      if (state.overflow() == null) {
        return AlertLifecycle.NEVER;
      }
      long quiet = state.newsAt() + AlertLifecycle.QUIET;
      return state.changed() ? Math.min(quiet, state.toldAt() + AlertLifecycle.EVERY) : quiet;
    }

    /** Nothing happens to this state; null is an empty one. */
    public static Step of(@Nullable StormState state) {
      return new Step(state == null ? StormState.EMPTY : state, List.of());
    }

    /** What to remember; null if nothing. */
    public @Nullable StormState kept() {
      return state.isEmpty() ? null : state;
    }
  }

  /** Lets a change of an alert pass or keeps it back. */
  public Step advance(@Nullable StormState before, Alert alert) {
    StormState state = before == null ? StormState.EMPTY : before;
    String id = alert.alertId();
    if (state.open().contains(id)) {
      return alert.status() == Status.RESOLVED
          ? new Step(open(state, without(state.open(), id)), List.of(alert))
          : new Step(state, List.of(alert));
    }
    if (alert.status() == Status.RESOLVED) {
      return new Step(state, List.of());
    }
    if (state.open().size() < OPEN) {
      Set<String> more = new HashSet<>(state.open());
      more.add(id);
      return new Step(open(state, more), List.of(alert.as(Status.OPEN, null, alert.lastAt())));
    }
    return alert.status() == Status.OPEN ? keepBack(state, alert) : new Step(state, List.of());
  }

  /** One that there is not any more. */
  public Step forget(@Nullable StormState before, String alertId) {
    StormState state = before == null ? StormState.EMPTY : before;
    return new Step(
        state.open().contains(alertId) ? open(state, without(state.open(), alertId)) : state,
        List.of());
  }

  /** Lets time go on. */
  public Step wake(@Nullable StormState before, long now) {
    StormState state = before == null ? StormState.EMPTY : before;
    Alert overflow = state.overflow();
    if (overflow == null) {
      return new Step(state, List.of());
    }
    if (now >= state.newsAt() + AlertLifecycle.QUIET) {
      return new Step(
          new StormState(state.open(), null, false, 0, 0),
          List.of(overflow.as(Status.RESOLVED, Cause.QUIET, now)));
    }
    return state.changed() && now >= state.toldAt() + AlertLifecycle.EVERY
        ? tell(state, overflow.as(Status.UPDATED, null, now), now)
        : new Step(state, List.of());
  }

  /** Tells what has not been told yet, because time ends. */
  public Step flush(@Nullable StormState before) {
    StormState state = before == null ? StormState.EMPTY : before;
    Alert overflow = state.overflow();
    if (overflow == null || !state.changed()) {
      return new Step(state, List.of());
    }
    long at = state.toldAt() + AlertLifecycle.EVERY;
    return tell(state, overflow.as(Status.UPDATED, null, at), at);
  }

  private static Step keepBack(StormState state, Alert alert) {
    long now = alert.lastAt();
    Alert known = state.overflow();
    Alert overflow = counted(known == null ? opened(alert) : known, alert);
    boolean worse = known == null || overflow.severity() != known.severity();
    StormState next =
        new StormState(state.open(), overflow, true, state.toldAt(), Math.max(state.newsAt(), now));
    return worse
        ? tell(next, overflow.as(known == null ? Status.OPEN : Status.UPDATED, null, now), now)
        : new Step(next, List.of());
  }

  private static Step tell(StormState state, Alert overflow, long at) {
    return new Step(
        new StormState(state.open(), overflow, false, at, state.newsAt()), List.of(overflow));
  }

  private static Alert opened(Alert first) {
    return new Alert(
        DerivedId.of("overflow", first.alertId()),
        Status.OPEN,
        first.origin(),
        Map.of(),
        first.ruleIds(),
        first.severity(),
        title(first, 0),
        null,
        null,
        first.team(),
        first.runbook(),
        Impact.ofWindows(0),
        null,
        first.lastAt(),
        first.lastAt(),
        null,
        0,
        null);
  }

  /** What there is too much of, and how many: whom it concerns is not known of all of them. */
  private static String title(Alert one, long many) {
    String what =
        one.origin() == Alert.Origin.SIGNALS
            ? one.title()
            : Arrays.stream(AnomalyPattern.values())
                .filter(pattern -> pattern.id().equals(one.ruleIds().get(0)))
                .findFirst()
                .map(AnomalyPattern::title)
                .orElse(one.title());
    return String.format(Locale.ROOT, "%s: %,d more alerts than are told one by one", what, many);
  }

  /** Customers of several alerts count in each. */
  private static Alert counted(Alert overflow, Alert one) {
    Impact whom = overflow.impact();
    return overflow.standing(
        one.severity(),
        title(one, whom.count() + 1),
        null,
        null,
        new Impact(
            whom.count() + 1,
            whom.customers() + one.impact().customers(),
            List.of(),
            0,
            null,
            null,
            null,
            null),
        null);
  }

  private static StormState open(StormState state, Set<String> open) {
    return new StormState(open, state.overflow(), state.changed(), state.toldAt(), state.newsAt());
  }

  private static Set<String> without(Set<String> ids, String id) {
    Set<String> fewer = new HashSet<>(ids);
    fewer.remove(id);
    return fewer;
  }
}
