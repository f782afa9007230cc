package io.waymark.catalogue;

import io.waymark.catalogue.Problem.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Collects the problems of one source. A place is reported once: what follows from the first
 * mistake there would only hide it.
 */
final class Problems {
  private final SourceText source;
  private final List<Problem> found = new ArrayList<>();
  private final Set<Place> errorPlaces = new HashSet<>();

  Problems(SourceText source) {
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  void error(Node at, String message) {
    error(at.getStartMark(), message);
  }

  void error(Mark at, String message) {
    error(source.place(at), message);
  }

  void error(Place place, String message) {
    add(new Problem(place, Level.ERROR, message));
  }

  /** Takes over a problem of a part of this source. */
  void add(Problem problem) {
    if (problem.level() == Level.WARNING || errorPlaces.add(problem.place())) {
      found.add(problem);
    }
  }

  void warning(Place place, String message) {
    found.add(new Problem(place, Level.WARNING, message));
  }

  /** Number of errors so far. A reader that sees it rise refuses what it has read. */
  int errors() {
    return errorPlaces.size();
  }

  List<Problem> found() {
    return found;
  }
}
