package io.waymark.app.demo;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Deviation;
import io.waymark.domain.pulse.Measure.Direction;
import io.waymark.domain.rule.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of alerts are worth a line: that one opens or is over, that it is more severe, that
 * it concerns twice as many, or meets twice as many now, or reads twice as much; nothing of one
 * that another stands for.
 */
final class AlertNews {
  /** With fewer of the last five minutes twice as many is no news. */
  private static final long MANY = 10;

  private record Shown(Severity severity, long customers, long recent, double reading) {

    static Shown of(Alert alert) {
      return new Shown(
          alert.severity(),
          alert.impact().customers(),
          alert.impact().recent(),
          reading(alert.deviation()));
    }

    /** Of what is worse the more it is; 0 of all else. */
    private static double reading(@Nullable Deviation deviation) {
      return deviation == null || deviation.measure().direction() == Direction.LOWER_IS_WORSE
          ? 0
          : deviation.reading();
    }

    /** After an ebb the next flood is news again. */
    Shown lessOf(Shown now) {
      return new Shown(
          severity, customers, Math.min(recent, now.recent), Math.min(reading, now.reading));
    }

    boolean isNewsAfter(Shown last) {
      return severity.compareTo(last.severity) > 0
          || customers >= 2 * Math.max(1, last.customers)
          || recent >= Math.max(MANY, 2 * last.recent)
          || (last.reading > 0 && reading >= 2 * last.reading);
    }
  }

  private final Map<String, Shown> shown = new HashMap<>();

  boolean isNews(Alert alert) {
    if (alert.mutedBy() != null) {
      return false;
    }
    if (alert.status() == Alert.Status.RESOLVED) {
      return shown.remove(alert.alertId()) != null;
    }
    Shown now = Shown.of(alert);
    Shown last = shown.get(alert.alertId());
    if (last == null || alert.status() == Alert.Status.OPEN || now.isNewsAfter(last)) {
      shown.put(alert.alertId(), now);
      return true;
    }
    shown.put(alert.alertId(), last.lessOf(now));
    return false;
  }
}
