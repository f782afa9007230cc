package io.waymark.catalogue;

import io.waymark.catalogue.Problem.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Collects the problems of one source. A single value is reported once: what follows from the first
 * mistake in it would only hide that. A map or list can have several problems.
 */
public final class Problems {
  private final SourceText source;
  private final List<Problem> found = new ArrayList<>();
  private final Set<Place> reported = new HashSet<>();
  private int errors;

  public Problems(SourceText source) {
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  public void error(Node at, String message) {
    if (at instanceof ScalarNode) {
      error(at.getStartMark(), message);
    } else {
      add(new Problem(source.place(at.getStartMark()), Level.ERROR, message));
    }
  }

  void error(Mark at, String message) {
    error(source.place(at), message);
  }

  void error(Place place, String message) {
    if (reported.add(place)) {
      add(new Problem(place, Level.ERROR, message));
    }
  }

  void warning(Place place, String message) {
    add(new Problem(place, Level.WARNING, message));
  }

  /** Takes over a problem as it is. */
  void add(Problem problem) {
    found.add(problem);
    errors += problem.level() == Level.ERROR ? 1 : 0;
  }

  /** Number of errors so far. A reader that sees it rise refuses what it has read. */
  int errors() {
    return errors;
  }

  public List<Problem> found() {
    return found;
  }
}
