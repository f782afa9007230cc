package io.waymark.app.demo;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what has been found. */
final class DemoTally {
  private final Map<String, Map<Alert.Status, Long>> alerts = new TreeMap<>();
  private final Map<Trigger.Status, Long> triggers = new EnumMap<>(Trigger.Status.class);
  private final Map<Reason, Long> withheld = new EnumMap<>(Reason.class);
  private long signals;

  void add(Finding finding) {
    if (finding instanceof Finding.Alerted alerted) {
      alerts
          .computeIfAbsent(
              String.join(", ", alerted.alert().ruleIds()),
              any -> new EnumMap<>(Alert.Status.class))
          .merge(alerted.alert().status(), 1L, Long::sum);
    } else if (finding instanceof Finding.Triggered triggered) {
      triggers.merge(triggered.trigger().status(), 1L, Long::sum);
    } else if (finding instanceof Finding.Decided decided) {
      Decision decision = decided.decision();
      if (decision.verdict() == Decision.Verdict.WITHHELD && decision.reason() != null) {
        withheld.merge(decision.reason(), 1L, Long::sum);
      }
    } else {
      signals++;
    }
  }

  long signals() {
    return signals;
  }

  long alerts(Alert.Status status) {
    return alerts.values().stream().mapToLong(of -> of.getOrDefault(status, 0L)).sum();
  }

  long openAlerts() {
    return alerts(Alert.Status.OPEN) - alerts(Alert.Status.RESOLVED);
  }

  long triggers(Trigger.Status status) {
    return triggers.getOrDefault(status, 0L);
  }

  /** Decisions against a trigger, by reason. */
  Map<Reason, Long> withheld() {
    return withheld;
  }

  /** Alerts by rule id: how many reached this status. */
  Map<String, Long> byRule(Alert.Status status) {
    return alerts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                rule -> rule.getValue().getOrDefault(status, 0L),
                Long::sum,
                TreeMap::new));
  }
}
