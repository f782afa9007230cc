package io.waymark.catalogue;

import java.util.Comparator;

/**
 * Something wrong, or doubtful, in a YAML file that people write.
 *
 * @param message the reason and what was expected
 */
public record Problem(Place place, Level level, String message) {
  /** As they stand in one file. */
  static final Comparator<Problem> BY_PLACE =
      Comparator.<Problem>comparingInt(problem -> problem.place().line())
          .thenComparingInt(problem -> problem.place().column());

  /** How bad it is. */
  public enum Level {
    /** It is refused. */
    ERROR,
    /** It loads, but may not mean what its author thinks. */
    WARNING
  }

  /** {@code file:line:column: error: message}. */
  @Override
  public String toString() {
    return place + ": " + (level == Level.ERROR ? "error" : "warning") + ": " + message;
  }
}
