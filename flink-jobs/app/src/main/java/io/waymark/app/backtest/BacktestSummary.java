package io.waymark.app.backtest;

import io.waymark.app.format.CountTable;
import io.waymark.app.format.ExperimentTable;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.pipeline.journey.JourneyTotals;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.wire.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a backtest found, in numbers. */
public final class BacktestSummary {
  private final Map<String, OfRule> rules = new TreeMap<>();
  private final Map<String, Long> withheld = new TreeMap<>();
  private final Counts counts;
  private final long bound;
  private final List<ExperimentResult> experiments;
  private int alerts;

  /** What became of the records. */
  record Counts(
      long read,
      JourneyTotals events,
      long dead,
      long triggers,
      long alerts,
      long disordered,
      long fittingBound) {

    Counts {
      long accounted =
          events.processed()
              + events.duplicate()
              + events.late()
              + events.filtered()
              + events.limited()
              + dead;
      if (read != accounted) {
        throw new IllegalStateException(
            read + " records were read, but " + accounted + " came out");
      }
    }
  }

  private static final class OfRule {
    private final Map<String, Long> statuses = new TreeMap<>();
    private final Set<String> customers = new HashSet<>();
  }

  BacktestSummary(Counts counts, Duration bound, List<ExperimentResult> experiments) {
    this.counts = counts;
    this.bound = bound.toMillis();
    this.experiments = experiments;
  }

  /** Counts a signal by its sort key. */
  static BacktestSummary.Tally tally() {
    return new Tally();
  }

  /** Collects while the results are brought into order. */
  static final class Tally {
    private final Map<String, OfRule> rules = new TreeMap<>();
    private final Map<String, Long> withheld = new TreeMap<>();
    private final Set<String> alerts = new HashSet<>();

    /** Counts an alert once, by the sort keys of its changes. */
    void alert(String key) {
      alerts.add(LineKey.texts(key).get(0));
    }

    /** Counts a decision not to issue a trigger, by its sort key. */
    void decision(String key) {
      List<String> fields = LineKey.texts(key);
      if (fields.get(3).equals("withheld")) {
        withheld.merge(fields.get(4), 1L, Long::sum);
      }
    }

    void signal(String key) {
      List<String> fields = LineKey.texts(key);
      OfRule rule = rules.computeIfAbsent(fields.get(1), id -> new OfRule());
      rule.statuses.merge(fields.get(3), 1L, Long::sum);
      rule.customers.add(fields.get(0));
    }

    BacktestSummary summary(Counts counts, Duration bound, List<ExperimentResult> experiments) {
      BacktestSummary summary = new BacktestSummary(counts, bound, experiments);
      summary.rules.putAll(rules);
      summary.withheld.putAll(withheld);
      summary.alerts = alerts.size();
      return summary;
    }
  }

  /** Prints a table by rule and what became of the records. */
  public void print(PrintWriter out, @Nullable Duration elapsed) {
    if (rules.isEmpty()) {
      out.println("No rule fired.");
    } else {
      CountTable.row(out, "rule", "fired", "escalated", "resolved", "retracted", "customers");
      rules.forEach(
          (id, rule) ->
              CountTable.row(
                  out,
                  id,
                  shown(rule, "fired"),
                  shown(rule, "escalated"),
                  shown(rule, "resolved"),
                  shown(rule, "retracted"),
                  CountTable.number(rule.customers.size())));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d records = %,d processed + %,d duplicate + %,d late + %,d filtered + %,d limited + %,d dead%n",
        counts.read,
        counts.events.processed(),
        counts.events.duplicate(),
        counts.events.late(),
        counts.events.filtered(),
        counts.events.limited(),
        counts.dead);
    if (counts.events.filtered() > 0) {
      out.printf(Locale.ROOT, "%,d filtered: %s%n", counts.events.filtered(), filteredInWords());
    }
    out.printf(
        Locale.ROOT,
        "%,d trigger changes%s, %,d %s of %,d %s%n",
        counts.triggers,
        withheldInWords(),
        counts.alerts,
        counts.alerts == 1 ? "change" : "changes",
        alerts,
        alerts == 1 ? "alert" : "alerts");
    if (!experiments.isEmpty()) {
      out.println();
      ExperimentTable.print(out, experiments);
    }
    if (counts.disordered > 0) {
      out.printf(
          Locale.ROOT,
          "%,d %s later than the bound of %d ms allows: results depend on the order. Run with"
              + " --out-of-orderness %dms, or with --sort.%n",
          counts.disordered,
          counts.disordered == 1 ? "event came" : "events came",
          bound,
          counts.fittingBound);
    }
    if (elapsed != null) {
      double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
      out.printf(
          Locale.ROOT, "%.1f s, %,.0f events/s, start included%n", seconds, counts.read / seconds);
    }
    out.flush();
  }

  private String filteredInWords() {
    Map<String, Long> reasons = new LinkedHashMap<>();
    long rest = counts.events.filtered();
    for (Map.Entry<Screening.Reason, Long> keptOut : counts.events.keptOut().entrySet()) {
      reasons.put(Words.of(keptOut.getKey()), keptOut.getValue());
      rest -= keptOut.getValue();
    }
    reasons.put("by format", rest);
    reasons.values().removeIf(count -> count == 0);
    return inWords(reasons);
  }

  private String withheldInWords() {
    return withheld.isEmpty() ? "" : " (withheld: " + inWords(withheld) + ")";
  }

  private static String inWords(Map<String, Long> reasons) {
    return reasons.entrySet().stream()
        .map(reason -> String.format(Locale.ROOT, "%,d %s", reason.getValue(), reason.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String shown(OfRule rule, String status) {
    return CountTable.number(rule.statuses.getOrDefault(status, 0L));
  }
}
