package io.waymark.app.demo;

import io.waymark.app.demo.Finding.Alerted;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.friction.Signal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings alerts together with the signals that opened them. The two come from different topics, so
 * either may be first; an alert waits a moment for its signal, then goes without.
 */
final class AlertedSignals {
  /** Signals remembered; their alerts follow within a second. */
  private static final int REMEMBERED = 5_000;

  private static final long PATIENCE = Duration.ofSeconds(2).toMillis();

  private record Waiting(Alert alert, long since) {}

  /** The oldest first. */
  private final Deque<Signal> signals = new ArrayDeque<>();

  private final List<Waiting> waiting = new ArrayList<>();

  void signal(Signal signal, Consumer<? super Alerted> out) {
    if (signal.status() != Signal.Status.FIRED) {
      return;
    }
    for (Waiting each : waiting) {
      if (opens(signal, each.alert())) {
        waiting.remove(each);
        out.accept(new Alerted(each.alert(), signal));
        return;
      }
    }
    signals.add(signal);
    if (signals.size() > REMEMBERED) {
      signals.remove();
    }
  }

  void alert(Alert alert, long now, Consumer<? super Alerted> out) {
    if (alert.status() != Alert.Status.OPEN || alert.origin() != Alert.Origin.SIGNALS) {
      out.accept(new Alerted(alert, null));
      return;
    }
    for (Signal signal : signals) {
      if (opens(signal, alert)) {
        signals.remove(signal);
        out.accept(new Alerted(alert, signal));
        return;
      }
    }
    waiting.add(new Waiting(alert, now));
  }

  /**
   * Several groups of a rule can open at one time; whose customer is named is known of the first.
   */
  private static boolean opens(Signal signal, Alert alert) {
    List<String> named = alert.impact().samples();
    return signal.ruleId().equals(alert.ruleIds().get(0))
        && signal.occurredAt() == alert.lastAt()
        && (named.contains(signal.customerId()) || named.size() == Impact.SAMPLES);
  }

  /** Lets go what has waited long enough. */
  void overdue(long now, Consumer<? super Alerted> out) {
    while (!waiting.isEmpty() && now - waiting.get(0).since() >= PATIENCE) {
      out.accept(new Alerted(waiting.remove(0).alert(), null));
    }
  }
}
