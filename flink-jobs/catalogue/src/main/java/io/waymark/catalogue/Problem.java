package io.waymark.catalogue;

/**
 * Something wrong, or doubtful, in a YAML file that people write.
 *
 * @param message the reason and what was expected
 */
public record Problem(Place place, Level level, String message) {

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
