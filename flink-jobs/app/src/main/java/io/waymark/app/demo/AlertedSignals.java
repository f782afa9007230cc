package io.waymark.app.demo;

import io.waymark.app.demo.Finding.Alerted;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Alert;
import io.waymark.domain.intervention.AlertLifecycle;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings alerts together with the signals they tell of. The two come from different topics, so
 * either may be first; an alert waits a moment for its signal, then goes without.
 */
final class AlertedSignals {
  /** Signals remembered; their alerts follow within a second. */
  private static final int REMEMBERED = 5_000;

  private static final long PATIENCE = Duration.ofSeconds(2).toMillis();

  private record Key(String alertId, Alert.Status status, long at) {
    static Key of(Alert alert) {
      return of(alert.alertId(), alert.status(), alert.lastAt());
    }

    static Key of(Signal signal) {
      Alert.Status status =
          switch (signal.status()) {
            case FIRED -> Alert.Status.OPEN;
            case ESCALATED -> Alert.Status.UPDATED;
            case RESOLVED, RETRACTED -> Alert.Status.RESOLVED;
          };
      return of(AlertLifecycle.alertId(signal), status, signal.occurredAt());
    }

    /** An alert is resolved once, and what takes it back may be older than what it told. */
    private static Key of(String alertId, Alert.Status status, long at) {
      return new Key(alertId, status, status == Alert.Status.RESOLVED ? 0 : at);
    }
  }

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
    Key key = Key.of(signal);
    Waiting alert = waiting.remove(key);
    if (alert != null) {
      out.accept(new Alerted(alert.alert(), signal));
    } else {
      signals.put(key, signal);
    }
  }

  void alert(Alert alert, long now, Consumer<? super Alerted> out) {
    Key key = Key.of(alert);
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
