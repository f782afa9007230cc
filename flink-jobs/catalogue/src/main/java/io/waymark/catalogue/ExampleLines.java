package io.waymark.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a list of lines of an example; a line's time may be relative to the one before. */
final class ExampleLines {
  private final Problems problems;
  private final Values values;
  private final String what;
  private final String form;

  /**
   * @param what the list's name in the file
   * @param form what a line has to look like, for people
   */
  ExampleLines(Problems problems, String what, String form) {
    this.problems = problems;
    this.values = new Values(problems);
    this.what = what;
    this.form = form;
  }

  /**
   * Reads all lines.
   *
   * @param meaning what a line says; empty if it does not have the form
   */
  <T> List<T> read(List<Node> lines, Function<ExampleLine, Optional<T>> meaning) {
    List<T> all = new ArrayList<>();
    long time = Example.DAY;
    for (Node node : lines) {
      var line = ExampleLine.read(node, time, values, problems, what);
      time = line.time();
      meaning.apply(line).ifPresentOrElse(all::add, () -> refuse(node));
    }
    return List.copyOf(all);
  }

  private void refuse(Node node) {
    problems.error(node, what + ": expected " + form + ", got " + YamlNodes.describe(node));
  }
}
