package io.waymark.app.demo;

import static io.waymark.app.demo.Columns.fit;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Alert;
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
    String customer = alert.samples().isEmpty() ? "" : alert.samples().get(0);
    String place = place(alert.channel(), alert.touchpoint());
    if (alert.status() == Alert.Status.RESOLVED) {
      String ended =
          signal != null && signal.status() == Signal.Status.RETRACTED
              ? "taken back: an event came late"
              : "over after " + Spans.format(alert.lastAt() - alert.firstAt());
      return time.apply(alert.lastAt())
          + " "
          + palette.over(fit("✓ resolved", MARK))
          + " "
          + palette.faint(columns(alert.title(), customer, place) + ended);
    }
    String worse = alert.status() == Alert.Status.UPDATED ? " ↑" : "";
    String mark =
        Palette.symbol(alert.severity())
            + " "
            + alert.severity().name().toLowerCase(Locale.ROOT)
            + worse;
    return time.apply(alert.lastAt())
        + " "
        + palette.severity(alert.severity(), fit(mark, MARK))
        + " "
        + palette.bold(fit(alert.title(), TITLE))
        + " "
        + fit(customer, CUSTOMER)
        + " "
        + fit(place, PLACE)
        + " "
        + (signal == null ? "" : why.of(signal));
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
