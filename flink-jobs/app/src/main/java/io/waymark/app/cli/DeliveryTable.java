package io.waymark.app.cli;

import io.waymark.app.format.Printable;
import io.waymark.app.format.Rfc3339;
import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.wire.Words;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Deliveries for people. */
final class DeliveryTable {
  private static final String ROW = "%-24s  %-16s %-10s %-18s %3s  %-16s  %-32s  %s%n";
  private static final String COUNT = "%-16s %-10s %,11d%n";

  private DeliveryTable() {}

  static void heading(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        ROW,
        "WHEN",
        "DESTINATION",
        "STATUS",
        "TYPE",
        "TRY",
        "ANSWER",
        "MESSAGE",
        "ABOUT");
  }

  static void row(PrintWriter out, Attempt attempt) {
    out.printf(
        Locale.ROOT,
        ROW,
        Rfc3339.format(attempt.at()),
        Printable.of(attempt.destination()),
        Words.of(attempt.status()),
        Printable.of(attempt.dispatch().message().type()),
        attempt.number(),
        Printable.of(answer(attempt)),
        Printable.of(attempt.dispatch().message().id()),
        Printable.of(attempt.dispatch().subjectId()));
  }

  /** How many there are of each destination and status. */
  static void counts(PrintWriter out, Collection<Attempt> attempts) {
    Map<String, Map<Attempt.Status, Long>> counts = new TreeMap<>();
    attempts.forEach(
        attempt ->
            counts
                .computeIfAbsent(attempt.destination(), destination -> new TreeMap<>())
                .merge(attempt.status(), 1L, Long::sum));
    counts.forEach(
        (destination, statuses) ->
            statuses.forEach(
                (status, count) ->
                    out.printf(
                        Locale.ROOT, COUNT, Printable.of(destination), Words.of(status), count)));
  }

  private static String answer(Attempt attempt) {
    String failure = attempt.failure();
    Integer status = attempt.httpStatus();
    return status == null ? (failure == null ? "-" : failure) : status.toString();
  }
}
