package io.waymark.bench.report;

import io.waymark.bench.contender.ContenderName;
import io.waymark.bench.contender.Measurement;
import io.waymark.bench.contender.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came out for a contender in all rounds.
 *
 * @param whole the whole of the runs
 * @param steady their steady part; null if none got there
 * @param findings of the last run
 * @param unfinished runs that were ended at the deadline
 * @param eventsRead the fewest that a run read
 * @param longestMillis what the longest run took
 */
public record Standing(
    String contender,
    int runs,
    long logEvents,
    @Nullable Stretch whole,
    @Nullable Stretch steady,
    long findings,
    int unfinished,
    long eventsRead,
    long longestMillis,
    long peakMemory) {

  /**
   * Of all contenders.
   *
   * @param results by contender, by round
   */
  static List<Standing> of(Map<String, List<Measurement>> results) {
    List<Measurement> floor = results.getOrDefault(ContenderName.FLOOR, List.of());
    List<Standing> standings = new ArrayList<>();
    results.forEach((contender, runs) -> standings.add(of(contender, runs, floor)));
    return standings;
  }

  private static Standing of(String contender, List<Measurement> runs, List<Measurement> floor) {
    Measurement last = runs.get(runs.size() - 1);
    return new Standing(
        contender,
        runs.size(),
        last.logEvents(),
        Stretch.of(whole(runs), whole(floor)),
        Stretch.of(steady(runs), steady(floor)),
        last.findings(),
        (int) runs.stream().filter(run -> !run.finished()).count(),
        runs.stream().mapToLong(run -> run.whole().events()).min().orElse(0),
        runs.stream().mapToLong(run -> run.whole().wallMillis()).max().orElse(0),
        runs.stream().mapToLong(Measurement::peakMemory).max().orElse(0));
  }

  private static List<@Nullable Span> whole(List<Measurement> runs) {
    List<@Nullable Span> spans = new ArrayList<>();
    runs.forEach(run -> spans.add(run.whole()));
    return spans;
  }

  private static List<@Nullable Span> steady(List<Measurement> runs) {
    List<@Nullable Span> spans = new ArrayList<>();
    runs.forEach(run -> spans.add(run.steady()));
    return spans;
  }
}
