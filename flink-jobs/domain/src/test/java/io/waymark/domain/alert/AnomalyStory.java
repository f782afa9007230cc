package io.waymark.domain.alert;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is out of line at touchpoints, and the alerts that follow. */
public final class AnomalyStory {
  private AnomalyStory() {}

  /** Payments fail, told of the window that ends so many minutes after ten. */
  public static Anomaly payments(Anomaly.Status status, int minutes, double reading) {
    return payments(status, minutes, reading, null);
  }

  /** The same of a subject. */
  static Anomaly payments(
      Anomaly.Status status, int minutes, double reading, @Nullable String subject) {
    return new Anomaly(
        "anomaly-1",
        AnomalyPattern.PAYMENT_FAILURE_SPIKE,
        new Place("payment", null, null),
        subject,
        Measure.PAYMENT_FAILURES,
        status,
        AnomalyPattern.PAYMENT_FAILURE_SPIKE.severity(),
        TEN,
        TEN + minutes * MINUTE,
        reading,
        0.04,
        132,
        Anomaly.Against.NORMAL);
  }

  /** An open alert of an anomaly at {@code payment}. */
  static Alert incident(String id, AnomalyPattern pattern, String channel, long at) {
    return new Alert(
        id,
        Alert.Status.OPEN,
        Alert.Origin.ANOMALY,
        Map.of("touchpoint", "payment"),
        List.of(pattern.id()),
        pattern.severity(),
        pattern.title(),
        "payment",
        channel,
        null,
        null,
        Impact.ofWindows(1),
        new Deviation(Measure.PAYMENT_FAILURES, 0.31, 0.04),
        at,
        at,
        null,
        0,
        null);
  }

  /** An open alert of what customers met at {@code payment}. */
  static Alert met(String id, String rule, String channel, long at) {
    return new Alert(
        id,
        Alert.Status.OPEN,
        Alert.Origin.SIGNALS,
        Map.of("touchpoint", "payment"),
        List.of(rule),
        Severity.MEDIUM,
        rule,
        "payment",
        channel,
        "web",
        null,
        new Impact(1, 1, List.of("ann"), 1, null, Impact.Trend.RISING, null, null),
        null,
        at,
        at,
        null,
        0,
        null);
  }
}
