package io.waymark.app.demo;

import static io.waymark.app.demo.Columns.fit;

import io.waymark.app.format.Printable;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Rule;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finding as a line: time, how much it matters, what it is, whom it concerns, where it happened
 * and why.
 */
final class FindingLines {
  private static final int MARK = 11;
  private static final int TITLE = 29;
  private static final int CUSTOMER = 10;
  private static final int PLACE = 17;

  private final Palette palette;
  private final LongFunction<String> time;
  private final Why why;

  FindingLines(Palette palette, Map<String, Rule> rules, LongFunction<String> time) {
    this.palette = palette;
    this.time = time;
    this.why = new Why(rules, time);
  }

  String alert(Alert alert, @Nullable Signal signal) {
    Impact whom = alert.impact();
    String customer =
        whom.customers() > 1
            ? "%,d people".formatted(whom.customers())
            : whom.samples().isEmpty() ? "" : whom.samples().get(0);
    String place = place(alert.channel(), alert.touchpoint());
    if (alert.status() == Alert.Status.RESOLVED) {
      return time.apply(alert.lastAt())
          + " "
          + palette.over(fit("✓ resolved", MARK))
          + " "
          + palette.faint(
              alert.origin() == Alert.Origin.ANOMALY
                  ? Printable.of(alert.title()) + "; " + ended(alert)
                  : columns(alert.title(), customer, place) + ended(alert));
    }
    String worse = alert.status() == Alert.Status.UPDATED ? " ↑" : "";
    String mark =
        Palette.symbol(alert.severity())
            + " "
            + alert.severity().name().toLowerCase(Locale.ROOT)
            + worse;
    String head =
        time.apply(alert.lastAt())
            + " "
            + palette.severity(alert.severity(), fit(mark, MARK))
            + " ";
    return alert.origin() == Alert.Origin.ANOMALY
        ? head + palette.bold(Printable.of(alert.title()))
        : head
            + palette.bold(fit(alert.title(), TITLE))
            + " "
            + fit(customer, CUSTOMER)
            + " "
            + fit(place, PLACE)
            + " "
            + reason(whom, signal);
  }

  /** Of one customer why it fired, of many how many they are. */
  private String reason(Impact whom, @Nullable Signal signal) {
    if (whom.customers() <= 1) {
      return signal == null ? "" : why.of(signal);
    }
    String trend =
        whom.trend() == null || whom.trend() == Impact.Trend.STEADY
            ? ""
            : ", " + whom.trend().name().toLowerCase(Locale.ROOT);
    String risk =
        whom.valueAtRisk() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; %,.0f%s at risk",
                whom.valueAtRisk(),
                whom.currency() == null ? "" : " " + Printable.of(whom.currency()));
    String whoever = whom.recent() == 1 ? "customer" : "customers";
    String usual = whom.usual() == null ? "" : ", %,d is normal".formatted(whom.usual());
    return "%,d %s in 5 minutes".formatted(whom.recent(), whoever) + usual + trend + risk;
  }

  private static String ended(Alert alert) {
    String after = " after " + Spans.format(alert.lastAt() - alert.firstAt());
    if (alert.cause() == null) {
      return "over" + after;
    }
    return switch (alert.cause()) {
      case OVER -> "over" + after;
      case QUIET -> "quiet" + after;
      case RECOVERED -> "recovered" + after;
      case RETRACTED -> "taken back: an event came late";
    };
  }

  String trigger(Trigger trigger) {
    String channel = trigger.channel() == null ? "" : "by " + trigger.channel();
    String purpose = trigger.purpose().name().toLowerCase(Locale.ROOT);
    if (trigger.status() == Trigger.Status.CANCELLED) {
      return time.apply(trigger.decidedAt())
          + " "
          + palette.faint(
              fit("↩ cancelled", MARK)
                  + " "
                  + columns(trigger.action(), trigger.customerId(), channel)
                  + Objects.requireNonNullElse(trigger.reason(), ""));
    }
    return time.apply(trigger.decidedAt())
        + " "
        + palette.trigger(
            fit("→ trigger", MARK)
                + " "
                + columns(trigger.action(), trigger.customerId(), channel)
                + "for "
                + trigger.ruleId()
                + "; "
                + purpose
                + ", expires in "
                + Spans.rounded(trigger.expiresAt() - trigger.decidedAt()));
  }

  /** Somebody gets nothing, so that it can be seen what the others have of it. */
  String heldOut(Decision decision) {
    String channel =
        decision.intervene().channel() == null ? "" : "by " + decision.intervene().channel();
    return time.apply(decision.decidedAt())
        + " "
        + palette.faint(
            fit("⊘ holdout", MARK)
                + " "
                + columns(decision.intervene().action(), decision.customerId(), channel)
                + "for "
                + decision.ruleId()
                + "; kept without, for comparison");
  }

  /** What stands for lines that were not shown. */
  String more(Folding.Folded folded) {
    long seconds = Math.max(1, Math.round(folded.during() / 1_000.0));
    return " ".repeat(time.apply(0).length() + 1)
        + fit("… " + folded.count() + " more", MARK)
        + " "
        + palette.bold(folded.kind())
        + " in "
        + seconds
        + " s";
  }

  private static String columns(String what, String customer, String place) {
    return fit(what, TITLE) + " " + fit(customer, CUSTOMER) + " " + fit(place, PLACE) + " ";
  }

  private static String place(@Nullable String channel, @Nullable String touchpoint) {
    return Stream.of(channel, touchpoint).filter(Objects::nonNull).collect(Collectors.joining(" "));
  }
}
