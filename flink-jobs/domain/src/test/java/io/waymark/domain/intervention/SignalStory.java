package io.waymark.domain.intervention;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to Ann, who left her checkout: signals, facts and rules with speaking names. */
public final class SignalStory {
  public static final long MINUTE = 60_000;
  public static final long HOUR = 60 * MINUTE;

  /** Ten o'clock. */
  public static final long TEN = 1_767_261_600_000L;

  public static final Intervention RESUME =
      new Intervention(
          "resume-checkout",
          "email",
          Purpose.MARKETING,
          24 * HOUR,
          50,
          0,
          List.of(),
          7 * 24 * HOUR);
  public static final Intervention CALL_BACK =
      new Intervention("call-back", "call", Purpose.SERVICE, HOUR, 90, 0, List.of(), 7 * 24 * HOUR);

  private SignalStory() {}

  public static Signal signal(String id, Signal.Status status, Severity severity, long at) {
    return new Signal(
        id,
        "checkout-abandoned",
        3,
        "Checkout abandoned",
        Kind.FRICTION,
        severity,
        Mode.LIVE,
        "ann",
        Map.of("cart_id", "k1"),
        status,
        at,
        "web",
        "/checkout",
        "purchase",
        null,
        List.of(new Evidence("e1", "begin_checkout", at - 30 * MINUTE, "/checkout")),
        new Journey("purchase", 12.0, null, 3.0));
  }

  public static Signal fired(String id, long at) {
    return signal(id, Signal.Status.FIRED, Severity.MEDIUM, at);
  }

  public static Signal resolved(String id, long at) {
    return signal(id, Signal.Status.RESOLVED, Severity.MEDIUM, at);
  }

  public static Signal retracted(String id, long at) {
    return signal(id, Signal.Status.RETRACTED, Severity.MEDIUM, at);
  }

  public static Signal escalated(String id, Severity severity, long at) {
    return signal(id, Signal.Status.ESCALATED, severity, at);
  }

  public static Signal shadow(Signal signal) {
    return copy(signal, signal.ruleId(), Mode.SHADOW, signal.customerId());
  }

  public static Signal by(String customer, Signal signal) {
    return copy(signal, signal.ruleId(), signal.mode(), customer);
  }

  public static Signal of(String rule, Signal signal) {
    return copy(signal, rule, signal.mode(), signal.customerId());
  }

  private static Signal copy(Signal s, String rule, Mode mode, String customer) {
    return new Signal(
        s.signalId(),
        rule,
        s.ruleVersion(),
        s.title(),
        s.kind(),
        s.severity(),
        mode,
        customer,
        s.instance(),
        s.status(),
        s.occurredAt(),
        s.channel(),
        s.touchpoint(),
        s.stage(),
        s.waitedMs(),
        s.evidence(),
        s.journey());
  }

  public static Fact consent(boolean granted, long at, String eventId) {
    return fact(Fact.Kind.CONSENT, at, eventId, Map.of("purpose", "marketing", "granted", granted));
  }

  public static Fact fact(
      Fact.Kind kind, long at, String eventId, Map<String, @Nullable Object> attributes) {
    return new Fact("f-" + eventId, kind, "ann", at, eventId, null, "web", null, attributes);
  }

  /** For example {@code withheld no_consent}. */
  public static String told(Decision decision) {
    String verdict = decision.verdict().name().toLowerCase(Locale.ROOT);
    return decision.reason() == null ? verdict : verdict + " " + decision.reason().code();
  }

  public static Rule rule(
      Pattern when, @Nullable Alerting alert, @Nullable Intervention intervene) {
    return new Rule(
        "checkout-abandoned",
        3,
        "Checkout abandoned",
        null,
        Kind.FRICTION,
        Severity.MEDIUM,
        "purchase",
        List.of(),
        Mode.LIVE,
        Long.MIN_VALUE,
        List.of("cart_id"),
        when,
        List.of(),
        List.of(Selector.of("purchase")),
        Rule.DEFAULT_RESOLVE_WITHIN,
        List.of(),
        0,
        alert,
        intervene);
  }
}
