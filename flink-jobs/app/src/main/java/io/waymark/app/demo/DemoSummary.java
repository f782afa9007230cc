package io.waymark.app.demo;

import io.waymark.app.format.CountTable;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Trigger;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a demo has seen, in numbers.
 *
 * @param events evaluated
 * @param refused dead letters, late and limited events
 * @param firstAlert from the start of the job to the first alert here; null if there was none
 */
record DemoSummary(long events, long refused, @Nullable Duration firstAlert, DemoTally tally) {

  void print(PrintWriter out) {
    out.println();
    if (tally.alerts(Alert.Status.OPEN) > 0) {
      printAlerts(out);
    }
    out.printf(
        Locale.ROOT,
        "%,d events, %,d late or refused; %,d signals; %,d alerts; triggers: %,d issued, %,d cancelled%s%n",
        events,
        refused,
        tally.signals(),
        tally.alerts(Alert.Status.OPEN),
        tally.triggers(Trigger.Status.ISSUED),
        tally.triggers(Trigger.Status.CANCELLED),
        withheld());
    if (firstAlert != null) {
      out.println(
          "the first alert came "
              + Spans.format(firstAlert.toMillis())
              + " after the start of the job");
    }
    out.flush();
  }

  private String withheld() {
    return tally.withheld().isEmpty()
        ? ""
        : tally.withheld().entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "%,d %s", one.getValue(), one.getKey().code()))
            .collect(Collectors.joining(", ", " (withheld: ", ")"));
  }

  private void printAlerts(PrintWriter out) {
    CountTable.row(out, "alerts of rule", "opened", "escalated", "resolved");
    Map<String, Long> escalated = tally.byRule(Alert.Status.UPDATED);
    Map<String, Long> resolved = tally.byRule(Alert.Status.RESOLVED);
    tally
        .byRule(Alert.Status.OPEN)
        .forEach(
            (rule, opened) ->
                CountTable.row(
                    out,
                    rule,
                    CountTable.number(opened),
                    CountTable.number(escalated.getOrDefault(rule, 0L)),
                    CountTable.number(resolved.getOrDefault(rule, 0L))));
    out.println();
  }
}
