package io.waymark.app.format;

import io.waymark.domain.experiment.BenjaminiHochberg;
import io.waymark.domain.experiment.Estimate;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.ExperimentResult.OfArm;
import io.waymark.domain.experiment.ExperimentResult.OfGuardrail;
import io.waymark.domain.experiment.Verdict;
import io.waymark.pipeline.wire.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How experiments stand, for people: treatment against holdout, a row each. What is not known is a
 * dash. The p of several are adjusted for each other. Worth is the difference of what customers
 * were worth, adjusted for their history.
 */
public final class ExperimentTable {
  private static final String ROW = "%-28s %3s %15s %19s %22s %8s %24s %7s %7s  %s%n";

  private ExperimentTable() {}

  public static void print(PrintWriter out, List<ExperimentResult> results) {
    out.printf(
        Locale.ROOT,
        ROW,
        "EXPERIMENT",
        "V",
        "MEASURED",
        "REACHED",
        "DIFFERENCE (95 %)",
        "LIFT",
        "WORTH (95 %)",
        "P",
        "ARMS P",
        "VERDICT");
    List<@Nullable Double> adjusted = adjusted(results);
    for (int i = 0; i < results.size(); i++) {
      row(out, results.get(i), adjusted.get(i));
    }
  }

  private static void row(PrintWriter out, ExperimentResult result, @Nullable Double p) {
    OfArm treatment = result.treatment();
    OfArm holdout = result.holdout();
    out.printf(
        Locale.ROOT,
        ROW,
        Printable.of(result.experiment()),
        result.ruleVersion() == 0 ? "-" : result.ruleVersion(),
        String.format(Locale.ROOT, "%,d / %,d", treatment.measured(), holdout.measured()),
        share(treatment.rate()) + " / " + share(holdout.rate()),
        difference(result.difference()),
        result.lift() == null ? "-" : String.format(Locale.ROOT, "%+.1f %%", 100 * result.lift()),
        worth(result.value()),
        probability(p),
        probability(result.sampleRatioP()),
        words(result.verdict(p)) + guardrails(result));
  }

  /** In the order given; null where there is none. */
  private static List<@Nullable Double> adjusted(List<ExperimentResult> results) {
    List<Double> there =
        BenjaminiHochberg.adjusted(
            results.stream().map(ExperimentResult::p).filter(Objects::nonNull).toList());
    List<@Nullable Double> adjusted = new ArrayList<>();
    int next = 0;
    for (ExperimentResult result : results) {
      adjusted.add(result.p() == null ? null : there.get(next++));
    }
    return adjusted;
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case SAMPLE_RATIO_MISMATCH -> "no verdict: the arms are not as large as planned";
      case HARMS -> "does harm";
      case HELPS -> "helps";
      case HINDERS -> "makes it worse";
      case OPEN -> "no difference found so far";
      case TOO_FEW -> "too few to say";
    };
  }

  private static String guardrails(ExperimentResult result) {
    String touched =
        result.guardrails().stream()
            .filter(one -> one.treatment() + one.holdout() > 0)
            .map(ExperimentTable::guardrail)
            .collect(Collectors.joining(", "));
    return touched.isEmpty() ? "" : " (" + touched + ")";
  }

  private static String guardrail(OfGuardrail one) {
    return String.format(
        Locale.ROOT,
        "%s %,d / %,d%s",
        Words.of(one.guardrail()),
        one.treatment(),
        one.holdout(),
        one.harm() ? " p " + probability(one.p()) : "");
  }

  /** In points. */
  private static String difference(@Nullable Estimate difference) {
    return estimate(difference, 100);
  }

  /** In the currency of what the goals were worth. */
  private static String worth(@Nullable Estimate value) {
    return estimate(value, 1);
  }

  private static String estimate(@Nullable Estimate estimate, int unit) {
    return estimate == null
        ? "-"
        : String.format(
            Locale.ROOT,
            "%+.2f [%.2f, %.2f]",
            unit * estimate.value(),
            unit * estimate.interval().low(),
            unit * estimate.interval().high());
  }

  private static String share(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static String probability(@Nullable Double p) {
    return p == null ? "-" : p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
