package io.waymark.app.demo;

import io.waymark.catalogue.Catalogue;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Deviation;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings to show, at times of one day. */
final class Sample {
  static final Palette PLAIN = new Palette(false);
  static final LongFunction<String> TIME =
      millis ->
          DateTimeFormatter.ofPattern("HH:mm:ss")
              .format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));

  private static final long MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  private Sample() {}

  static Map<String, Rule> rules() {
    return Catalogue.shipped().rules().stream()
        .collect(Collectors.toMap(Rule::id, Function.identity()));
  }

  static FindingLines lines() {
    return new FindingLines(PLAIN, rules(), TIME);
  }

  /** A time of the day: {@code 10:00:00.300}. */
  static long at(String time) {
    return MIDNIGHT + java.time.LocalTime.parse(time).toNanoOfDay() / 1_000_000;
  }

  static Evidence event(String type, String time) {
    return new Evidence("e-" + type + time, type, at(time), null);
  }

  static Signal signal(
      String rule,
      Signal.Status status,
      String time,
      @Nullable Long waited,
      Map<String, Object> instance,
      Evidence... evidence) {
    Rule known = rules().get(rule);
    return new Signal(
        "signal-" + rule,
        rule,
        1,
        known == null ? rule : known.title(),
        Kind.FRICTION,
        Severity.LOW,
        Mode.LIVE,
        "c100042",
        instance,
        status,
        at(time),
        "web",
        "/checkout",
        null,
        waited,
        List.of(evidence),
        Journey.UNKNOWN);
  }

  static Signal rageClick() {
    return signal(
        "rage-click",
        Signal.Status.FIRED,
        "10:00:00.800",
        null,
        Map.of("element", "#pay"),
        event("click", "10:00:00"),
        event("click", "10:00:00.300"),
        event("click", "10:00:00.800"));
  }

  /** The same at the same time of another customer. */
  static Signal rageClick(String customer) {
    Signal one = rageClick();
    return new Signal(
        one.signalId() + "-" + customer,
        one.ruleId(),
        one.ruleVersion(),
        one.title(),
        one.kind(),
        one.severity(),
        one.mode(),
        customer,
        one.instance(),
        one.status(),
        one.occurredAt(),
        one.channel(),
        one.touchpoint(),
        one.stage(),
        one.waitedMs(),
        one.evidence(),
        one.journey());
  }

  /** The alert that tells of a signal. */
  static Alert alert(Signal signal, Alert.Status status, Severity severity, String opened) {
    return alert(
        signal,
        status,
        severity,
        opened,
        new Impact(1, 1, List.of(signal.customerId()), 1, null, Impact.Trend.RISING, null, null));
  }

  /** An alert that such a signal opened. */
  static Alert alert(
      Signal signal, Alert.Status status, Severity severity, String opened, Impact whom) {
    return new Alert(
        "alert-" + signal.signalId(),
        status,
        Alert.Origin.SIGNALS,
        Map.of(),
        List.of(signal.ruleId()),
        severity,
        signal.title(),
        signal.touchpoint(),
        signal.channel(),
        null,
        null,
        whom,
        null,
        at(opened),
        signal.occurredAt(),
        null,
        0,
        signal.status() == Signal.Status.RETRACTED ? Alert.Cause.RETRACTED : null);
  }

  static Alert named(String id, Alert alert) {
    return new Alert(
        id,
        alert.status(),
        alert.origin(),
        alert.group(),
        alert.ruleIds(),
        alert.severity(),
        alert.title(),
        alert.touchpoint(),
        alert.channel(),
        alert.team(),
        alert.runbook(),
        alert.impact(),
        alert.deviation(),
        alert.firstAt(),
        alert.lastAt(),
        alert.mutedBy(),
        alert.reopened(),
        alert.cause());
  }

  static Alert anomaly(Alert.Status status) {
    return new Alert(
        "incident",
        status,
        Alert.Origin.ANOMALY,
        Map.of("touchpoint", "payment"),
        List.of("payment-failure-spike"),
        Severity.CRITICAL,
        "Payments fail at payment: 31 % of 132, 4 % is normal",
        "payment",
        null,
        null,
        null,
        new Impact(1, 0, List.of(), 0, null, null, null, null),
        new Deviation(Measure.PAYMENT_FAILURES, 0.31, 0.04),
        at("10:00:00"),
        at("10:00:00"),
        null,
        0,
        null);
  }

  static Trigger trigger(Trigger.Status status, @Nullable String reason) {
    return new Trigger(
        "trigger",
        status,
        reason,
        "signal",
        "cart-abandoned",
        1,
        "c100042",
        Map.of(),
        "cart-reminder",
        "email",
        Purpose.MARKETING,
        1,
        Severity.LOW,
        at("10:00:00"),
        at("10:00:01"),
        at("10:00:01") + 24 * 3_600_000L,
        null,
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN,
        null);
  }
}
