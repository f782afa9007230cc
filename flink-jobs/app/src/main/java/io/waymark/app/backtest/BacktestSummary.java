package io.waymark.app.backtest;

import io.waymark.pipeline.journey.JourneyTotals;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a backtest found, in numbers. */
public final class BacktestSummary {
  private final Map<String, OfRule> rules = new TreeMap<>();
  private final Counts counts;
  private final long bound;

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
      long accounted = events.processed() + events.duplicate() + events.late() + dead;
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

  BacktestSummary(Counts counts, Duration bound) {
    this.counts = counts;
    this.bound = bound.toMillis();
  }

  /** Counts a signal by its sort key. */
  static BacktestSummary.Tally tally() {
    return new Tally();
  }

  /** Collects while the results are brought into order. */
  static final class Tally {
    private final Map<String, OfRule> rules = new TreeMap<>();

    void signal(String key) {
      List<String> fields = LineKey.texts(key);
      OfRule rule = rules.computeIfAbsent(fields.get(1), id -> new OfRule());
      rule.statuses.merge(fields.get(3), 1L, Long::sum);
      rule.customers.add(fields.get(0));
    }

    BacktestSummary summary(Counts counts, Duration bound) {
      BacktestSummary summary = new BacktestSummary(counts, bound);
      summary.rules.putAll(rules);
      return summary;
    }
  }

  /** Prints a table by rule and what became of the records. */
  public void print(PrintWriter out, @Nullable Duration elapsed) {
    if (rules.isEmpty()) {
      out.println("No rule fired.");
    } else {
      row(out, "rule", "fired", "escalated", "resolved", "retracted", "customers");
      rules.forEach(
          (id, rule) ->
              row(
                  out,
                  id,
                  shown(rule, "fired"),
                  shown(rule, "escalated"),
                  shown(rule, "resolved"),
                  shown(rule, "retracted"),
                  number(rule.customers.size())));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d records = %,d processed + %,d duplicate + %,d late + %,d dead; %,d triggers, %,d alert changes%n",
        counts.read,
        counts.events.processed(),
        counts.events.duplicate(),
        counts.events.late(),
        counts.dead,
        counts.triggers,
        counts.alerts);
    if (counts.disordered > 0) {
      out.printf(
          Locale.ROOT,
          "%,d events came later than the bound of %d ms allows: results depend on their order. Run with"
              + " --out-of-orderness %dms, or with --sort.%n",
          counts.disordered,
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

  private static String shown(OfRule rule, String status) {
    return number(rule.statuses.getOrDefault(status, 0L));
  }

  private static String number(long value) {
    return value == 0 ? "-" : String.format(Locale.ROOT, "%,d", value);
  }

  private static void row(PrintWriter out, String first, String... others) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", first));
    for (String other : others) {
      line.append(String.format(Locale.ROOT, "%11s", other));
    }
    out.println(line);
  }
}
