package io.waymark.app.demo;

import io.waymark.app.demo.Finding.Alerted;
import io.waymark.app.demo.Finding.Decided;
import io.waymark.app.demo.Finding.Triggered;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows findings as they come. Those of the time before the shop opened are told of together, at
 * the end of it.
 */
final class Watch {
  /** Milliseconds between alerts that are shown of the time before the opening. */
  private static final long EVERY = 1_000;

  private final FindingLines lines;
  private final Screen screen;
  private final DemoTally tally;
  private final Folding folding = new Folding();
  private final AlertNews news = new AlertNews();
  private boolean history;
  private long lastShown;

  /**
   * @param history whether what comes first is about the time before the opening
   */
  Watch(FindingLines lines, Screen screen, DemoTally tally, boolean history) {
    this.lines = lines;
    this.screen = screen;
    this.tally = tally;
    this.history = history;
  }

  void take(Finding finding, long now) {
    tally.add(finding);
    if (history) {
      takeOld(finding, now);
      return;
    }
    if (finding instanceof Alerted alerted) {
      if (news.isNews(alerted.alert())) {
        show(kind(alerted.alert()), now, lines.alert(alerted.alert(), alerted.signal()));
      }
    } else if (finding instanceof Triggered triggered) {
      show(kind(triggered.trigger()), now, lines.trigger(triggered.trigger()));
    } else if (finding instanceof Decided decided
        && decided.decision().reason() == Reason.HOLDOUT) {
      show("held out", now, lines.heldOut(decided.decision()));
    }
  }

  /** A few old alerts, so that nobody has to wait to see what one looks like. */
  private void takeOld(Finding finding, long now) {
    if (finding instanceof Alerted alerted
        && alerted.alert().status() == Alert.Status.OPEN
        && alerted.signal() != null
        && now - lastShown >= EVERY) {
      lastShown = now;
      screen.finding(lines.alert(alerted.alert(), alerted.signal()));
    }
  }

  private void show(String kind, long now, String line) {
    if (folding.shows(kind, now)) {
      screen.finding(line);
    }
  }

  /** Tells of what has been folded for a while. */
  void tick(long now) {
    folding.due(now).forEach(this::tell);
  }

  private void tell(Folding.Folded folded) {
    screen.finding(lines.more(folded));
  }

  /** The time before the opening is over: tells what was found in it. */
  void opened() {
    history = false;
    screen.finding(
        String.format(
            Locale.ROOT,
            "Found in the last two hours: %,d alerts, %,d of them still open; %,d triggers, %,d of them cancelled",
            tally.alerts(Alert.Status.OPEN),
            tally.openAlerts(),
            tally.triggers(Trigger.Status.ISSUED),
            tally.triggers(Trigger.Status.CANCELLED)));
    screen.finding(
        "  "
            + tally.byRule(Alert.Status.OPEN).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining(", ")));
    screen.finding("Now live:");
  }

  boolean isHistory() {
    return history;
  }

  /** Nothing more comes. */
  void end(long now) {
    folding.rest(now).forEach(this::tell);
  }

  private static String kind(Alert alert) {
    return alert.title()
        + switch (alert.status()) {
          case OPEN -> "";
          case UPDATED -> ", worse";
          case RESOLVED -> ", resolved";
        };
  }

  private static String kind(Trigger trigger) {
    return trigger.action()
        + switch (trigger.status()) {
          case ISSUED -> ", triggered";
          case CANCELLED -> ", cancelled";
        };
  }
}
