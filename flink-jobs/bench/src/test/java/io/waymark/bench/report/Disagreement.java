package io.waymark.bench.report;

import io.waymark.bench.contender.ContenderName;
import io.waymark.bench.contender.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Two runs over the same log that looked for the same and found something else: one of them
 * computes something else, and is no contender.
 */
public record Disagreement(Measurement one, Measurement other) {

  /** What looked for the same: as many patterns, the first ones, in as long a log. */
  private record Task(int patterns, long logEvents) {}

  /**
   * All of them, the first finished run of each task against the others.
   *
   * @param results by contender, by round
   */
  static List<Disagreement> in(Map<String, List<Measurement>> results) {
    Map<Task, Measurement> first = new HashMap<>();
    List<Disagreement> found = new ArrayList<>();
    results.forEach(
        (contender, runs) -> {
          int patterns = ContenderName.parse(contender).patterns();
          for (Measurement run : runs) {
            if (run.finished()) {
              Measurement known = first.putIfAbsent(new Task(patterns, run.logEvents()), run);
              if (known != null && known.digest() != run.digest()) {
                found.add(new Disagreement(known, run));
              }
            }
          }
        });
    return found;
  }

  /** In a sentence, with the patterns whose numbers differ. */
  @Override
  public String toString() {
    TreeSet<String> patterns = new TreeSet<>(one.found().keySet());
    patterns.addAll(other.found().keySet());
    List<String> different =
        patterns.stream()
            .filter(pattern -> count(one, pattern) != count(other, pattern))
            .map(p -> "%s: %,d and %,d".formatted(p, count(one, p), count(other, p)))
            .toList();
    return "%s and %s looked for the same and did not find the same (%s)"
        .formatted(
            one.contender(),
            other.contender(),
            different.isEmpty()
                ? "as many of each pattern, but others"
                : String.join("; ", different));
  }

  private static long count(Measurement run, String pattern) {
    return run.found().getOrDefault(pattern, 0L);
  }
}
