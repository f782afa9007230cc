package io.waymark.app.cli;

import io.waymark.app.format.Printable;
import io.waymark.app.format.Rfc3339;
import io.waymark.app.letters.FiledLetter;
import io.waymark.app.letters.LetterCounts;
import io.waymark.pipeline.wire.DeadLetter;
import java.io.PrintWriter;
import java.util.Locale;

/** Dead letters for people. */
final class LetterTable {
  private static final String ROW = "%-24s  %-24s %9s %12s  %-18s  %s%n";
  private static final String COUNT = "%-24s  %-18s %,11d%n";
  private static final int LONGEST_DETAIL = 80;

  private LetterTable() {}

  static void heading(PrintWriter out) {
    out.printf(Locale.ROOT, ROW, "WHEN", "TOPIC", "PARTITION", "OFFSET", "REASON", "DETAIL");
  }

  static void row(PrintWriter out, FiledLetter filed, DeadLetter letter) {
    out.printf(
        Locale.ROOT,
        ROW,
        Rfc3339.format(filed.filedAt()),
        Printable.of(letter.topic()),
        letter.partition(),
        letter.offset(),
        letter.reason().code(),
        Printable.of(shortened(letter.detail())));
  }

  private static String shortened(String detail) {
    return detail.codePointCount(0, detail.length()) <= LONGEST_DETAIL
        ? detail
        : detail.substring(0, detail.offsetByCodePoints(0, LONGEST_DETAIL - 1)) + "…";
  }

  static void counts(PrintWriter out, LetterCounts counts) {
    counts.forEach(
        (topic, reason, count) ->
            out.printf(Locale.ROOT, COUNT, Printable.of(topic), reason.code(), count));
  }
}
