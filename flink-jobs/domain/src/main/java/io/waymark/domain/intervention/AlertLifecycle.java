package io.waymark.domain.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of one alert: (state, input, now) to (state', effects, wakeAt). It opens with a fire, is
 * updated when the fire escalates and resolved with it, each once, however often the signals come;
 * a signal older than what the alert already tells changes nothing.
 */
public final class AlertLifecycle {

  /** What {@link Step} wakes at when there is nothing to forget. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * What is remembered of an alert, until no signal can change it any more.
   *
   * @param alert as last emitted
   * @param forgetAt when to forget it
   */
  public record State(Alert alert, long forgetAt) {}

  /**
   * What a signal leads to.
   *
   * @param state what to remember; the same object as before if nothing changed
   * @param emitted the alert's next status, if it has one
   */
  public record Step(@Nullable State state, @Nullable Alert emitted) {

    /** When the state is to be forgotten. */
    public long wakeAt() {
      return state == null ? NEVER : state.forgetAt();
    }
  }

  /** The id of the alert a signal belongs to: all signals of one fire share one. */
  public static String alertId(Signal signal) {
    return DerivedId.of("alert", signal.signalId());
  }

  /**
   * Takes a signal into account.
   *
   * @param rule the signal's rule; needed for {@code fired} only
   */
  public Step advance(@Nullable State state, Signal signal, @Nullable Rule rule, long now) {
    if (signal.status() == Signal.Status.FIRED) {
      return state == null && rule != null && signal.mode() == Mode.LIVE
          ? open(signal, rule, now)
          : new Step(state, null);
    }
    if (state == null || state.alert().status() == Alert.Status.RESOLVED) {
      return new Step(state, null);
    }
    if (signal.status() != Signal.Status.ESCALATED) {
      return next(state, signal, Alert.Status.RESOLVED);
    }
    return signal.occurredAt() > state.alert().lastAt()
        ? next(state, signal, Alert.Status.UPDATED)
        : new Step(state, null);
  }

  private static Step open(Signal signal, Rule rule, long now) {
    Alerting alerting = rule.alert();
    if (alerting == null) {
      return new Step(null, null);
    }
    Alert alert =
        new Alert(
            alertId(signal),
            Alert.Status.OPEN,
            group(signal, alerting.groupBy()),
            List.of(signal.ruleId()),
            signal.severity(),
            signal.title(),
            signal.touchpoint(),
            signal.channel(),
            alerting.team(),
            alerting.runbook(),
            1,
            1,
            List.of(signal.customerId()),
            signal.occurredAt(),
            signal.occurredAt());
    // From now on where that is later: a replayed fire must live long enough to be resolved again.
    return new Step(
        new State(alert, Math.max(signal.occurredAt(), now) + changesWithin(rule)), alert);
  }

  /** Milliseconds after a fire in which it can still escalate, be resolved or be retracted. */
  private static long changesWithin(Rule rule) {
    if (rule.when() instanceof Pattern.Wait wait) {
      List<Pattern.Level> levels = wait.levels();
      long escalatesWithin = levels.get(levels.size() - 1).after() - levels.get(0).after();
      return Math.max(rule.resolveWithin(), escalatesWithin);
    }
    return rule.resolveWithin();
  }

  private static Map<String, Object> group(Signal signal, List<String> groupBy) {
    Map<String, Object> group = new LinkedHashMap<>();
    for (String name : groupBy) {
      Object value =
          switch (name) {
            case "touchpoint" -> signal.touchpoint();
            case "channel" -> signal.channel();
            case "stage" -> signal.stage();
            default -> signal.instance().get(name);
          };
      if (value != null) {
        group.put(name, value);
      }
    }
    return group;
  }

  private static Step next(State state, Signal signal, Alert.Status status) {
    Alert alert = state.alert().moved(status, signal.severity(), signal.occurredAt());
    return new Step(new State(alert, state.forgetAt()), alert);
  }
}
