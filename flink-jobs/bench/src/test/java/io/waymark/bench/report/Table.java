package io.waymark.bench.report;

import io.waymark.bench.log.LivePace;
import java.util.List;

/** The report as text. */
public final class Table {
  private Table() {}

  /** Catch-up: contenders below each other, the whole of the runs and their steady part. */
  public static String ofCatchUp(Report report) {
    TextTable table =
        new TextTable(
            "contender",
            "steady: events/CPU-s",
            "x floor",
            "events/s",
            "events/access",
            "GC",
            "whole: events/CPU-s",
            "x floor",
            "events/s",
            "findings",
            "memory");
    for (Standing standing : report.standings()) {
      Stretch steady = standing.steady();
      Stretch whole = standing.whole();
      table.row(
          standing.contender(),
          steady == null ? Figure.NONE : Figure.spread(steady.perCpuSecond(), Figure::rate),
          steady == null ? Figure.NONE : Figure.median(steady.toFloor(), Figure::ratio),
          steady == null ? Figure.NONE : Figure.median(steady.perSecond(), Figure::rate),
          steady == null ? Figure.NONE : Figure.median(steady.eventsPerAccess(), Figure::digits),
          steady == null ? Figure.NONE : Figure.median(steady.gcShare(), Figure::percent),
          whole == null ? Figure.NONE : Figure.spread(whole.perCpuSecond(), Figure::rate),
          whole == null ? Figure.NONE : Figure.median(whole.toFloor(), Figure::ratio),
          whole == null ? Figure.NONE : Figure.median(whole.perSecond(), Figure::rate),
          "%,d".formatted(standing.findings()),
          "%,d MB".formatted(standing.peakMemory() >> 20));
    }
    return table + notes(report);
  }

  /** Live: only the window that was measured. */
  public static String ofLive(Report report) {
    TextTable table =
        new TextTable(
            "contender",
            "CPU us/event",
            "events/CPU-s x floor",
            "events/s",
            "events/access",
            "GC",
            "findings",
            "memory");
    for (Standing standing : report.standings()) {
      Stretch window = standing.steady();
      if (window != null) {
        table.row(
            standing.contender(),
            Figure.spread(window.microsPerEvent(), Figure::digits),
            Figure.median(window.toFloor(), Figure::ratio),
            Figure.median(window.perSecond(), Figure::rate),
            Figure.median(window.eventsPerAccess(), Figure::digits),
            Figure.median(window.gcShare(), Figure::percent),
            "%,d".formatted(standing.findings()),
            "%,d MB".formatted(standing.peakMemory() >> 20));
      }
    }
    return table + notes(report);
  }

  private static String notes(Report report) {
    StringBuilder notes = new StringBuilder();
    report.ruleSummaries().forEach(line -> notes.append(line).append('\n'));
    for (Standing standing : report.standings()) {
      if (standing.unfinished() > 0) {
        notes.append(
            "%s: %d of %d runs not finished, %,d of %,d events in %,d s%n"
                .formatted(
                    standing.contender(),
                    standing.unfinished(),
                    standing.runs(),
                    standing.eventsRead(),
                    standing.logEvents(),
                    standing.longestMillis() / 1_000));
      }
    }
    report
        .paces()
        .forEach(
            (contender, paces) -> {
              long held = paces.stream().filter(LivePace::wasHeld).count();
              if (held < paces.size()) {
                notes.append(
                    "%s: the producer held the rate in only %d of %d rounds%n"
                        .formatted(contender, held, paces.size()));
              }
            });
    List<Long> logs = report.standings().stream().map(Standing::logEvents).distinct().toList();
    if (logs.size() > 1) {
      for (Standing standing : report.standings()) {
        if (standing.logEvents() < logs.stream().mapToLong(Long::longValue).max().orElse(0)) {
          notes.append(
              "%s: over the first %,d events of the log%n"
                  .formatted(standing.contender(), standing.logEvents()));
        }
      }
    }
    return notes.append(report.machine()).append('\n').toString();
  }
}
