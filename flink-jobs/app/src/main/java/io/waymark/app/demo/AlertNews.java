package io.waymark.app.demo;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.rule.Severity;
import java.util.HashMap;
import java.util.Map;

/**
 * Which changes of alerts are worth a line: that one opens or is over, that it is more severe, that
 * it concerns twice as many; nothing of one that another stands for.
 */
final class AlertNews {
  private record Shown(Severity severity, long customers) {}

  private final Map<String, Shown> shown = new HashMap<>();

  boolean isNews(Alert alert) {
    if (alert.mutedBy() != null) {
      return false;
    }
    if (alert.status() == Alert.Status.RESOLVED) {
      return shown.remove(alert.alertId()) != null;
    }
    long customers = alert.impact().customers();
    Shown last = shown.get(alert.alertId());
    boolean news =
        last == null
            || alert.status() == Alert.Status.OPEN
            || alert.severity().compareTo(last.severity()) > 0
            || customers >= 2 * Math.max(1, last.customers());
    if (news) {
      shown.put(alert.alertId(), new Shown(alert.severity(), customers));
    }
    return news;
  }
}
