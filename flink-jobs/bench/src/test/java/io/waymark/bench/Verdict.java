package io.waymark.bench;

import io.waymark.bench.report.Report;
import java.util.List;

/** How a comparison ends: badly if contenders did not compute the same. */
final class Verdict {
  private Verdict() {}

  /** The exit code; says why it is not 0. */
  static int of(Report report) {
    List<String> disagreements = report.disagreements();
    disagreements.forEach(disagreement -> System.err.println("ERROR: " + disagreement));
    return disagreements.isEmpty() ? 0 : 1;
  }
}
