package io.waymark.catalogue;

/**
 * Something wrong, or doubtful, in a catalogue.
 *
 * @param message the reason and what was expected
 */
public record Problem(Place place, Level level, String message) {

  /** How bad it is. */
  public enum Level {
    /** The rule is refused. */
    ERROR,
    /** The rule loads, but may not mean what its author thinks. */
    WARNING
  }

  /** {@code file:line:column: error: message}. */
  @Override
  public String toString() {
    return place + ": " + (level == Level.ERROR ? "error" : "warning") + ": " + message;
  }
}
