package io.waymark.app.demo;

import io.waymark.app.demo.Finding.Alerted;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.friction.Signal;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings alerts together with the signals that opened them. The two come from different topics, so
 * either may be first; an alert waits a moment for its signal, then goes without.
 */
final class AlertedSignals {
  /** Signals remembered; their alerts follow within a second. */
  private static final int REMEMBERED = 5_000;

  private static final long PATIENCE = Duration.ofSeconds(2).toMillis();

  private record Key(String ruleId, long at) {}

  private record Waiting(Alert alert, long since) {}

  private final Map<Key, Signal> signals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Signal> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Map<Key, Waiting> waiting = new LinkedHashMap<>();

  void signal(Signal signal, Consumer<? super Alerted> out) {
    if (signal.status() != Signal.Status.FIRED) {
      return;
    }
    Key key = new Key(signal.ruleId(), signal.occurredAt());
    Waiting alert = waiting.remove(key);
    if (alert != null) {
      out.accept(new Alerted(alert.alert(), signal));
    } else {
      signals.put(key, signal);
    }
  }

  void alert(Alert alert, long now, Consumer<? super Alerted> out) {
    if (alert.status() != Alert.Status.OPEN || alert.origin() != Alert.Origin.SIGNALS) {
      out.accept(new Alerted(alert, null));
      return;
    }
    Key key = new Key(alert.ruleIds().get(0), alert.lastAt());
    Signal signal = signals.remove(key);
    if (signal != null) {
      out.accept(new Alerted(alert, signal));
    } else {
      waiting.put(key, new Waiting(alert, now));
    }
  }

  /** Lets go what has waited long enough. */
  void overdue(long now, Consumer<? super Alerted> out) {
    Iterator<Waiting> all = waiting.values().iterator();
    while (all.hasNext()) {
      Waiting next = all.next();
      if (now - next.since() < PATIENCE) {
        return;
      }
      all.remove();
      out.accept(new Alerted(next.alert(), null));
    }
  }
}
