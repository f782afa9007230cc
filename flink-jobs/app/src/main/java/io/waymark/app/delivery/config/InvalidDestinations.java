package io.waymark.app.delivery.config;

import io.waymark.catalogue.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Destinations that cannot be understood, with all that is wrong with them. */
public final class InvalidDestinations extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidDestinations(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order in which they stand in the file; at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
