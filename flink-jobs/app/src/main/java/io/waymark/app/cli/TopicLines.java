package io.waymark.app.cli;

import io.waymark.app.kafka.TopicDifference;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How differences of topics are printed. */
final class TopicLines {
  private TopicLines() {}

  /**
   * A line for each.
   *
   * @param created the word for a topic that is missing
   * @param changed the word for what can be changed
   * @param left the word for what cannot, which is followed by the reason
   */
  static void print(
      PrintWriter out,
      List<TopicDifference> differences,
      String created,
      String changed,
      String left) {
    for (TopicDifference difference : differences) {
      String word = difference instanceof TopicDifference.Missing ? created : changed;
      out.printf(
          Locale.ROOT,
          "%-12s  %s%s%n",
          difference.obstacle().isPresent() ? left : word,
          difference.said(),
          difference.obstacle().map(reason -> ": " + reason).orElse(""));
    }
    out.flush();
  }

  /** How many there are of how many. */
  static void count(PrintWriter err, int topics, List<TopicDifference> differences) {
    long different = differences.stream().map(TopicDifference::topic).distinct().count();
    err.printf(
        Locale.ROOT,
        "%d topics: %d as they should be, %d not%n",
        topics,
        topics - different,
        different);
    err.flush();
  }
}
