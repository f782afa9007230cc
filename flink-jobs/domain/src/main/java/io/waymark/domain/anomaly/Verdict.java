package io.waymark.domain.anomaly;

/**
 * What one window says.
 *
 * @param expected what is normal, or the threshold
 * @param cold whether for lack of history a static threshold decided
 */
record Verdict(Kind kind, double reading, double expected, long n, boolean cold) {
  /** Nothing can be said. */
  static final Verdict NOTHING = new Verdict(Kind.NOTHING, 0, 0, 0, false);

  /** How a window is. */
  enum Kind {
    NOTHING,
    /** As always. */
    CALM,
    /** Neither as always nor out of line. */
    BETWEEN,
    OUT_OF_LINE
  }

  static Kind kind(boolean outOfLine, boolean calm) {
    if (outOfLine) {
      return Kind.OUT_OF_LINE;
    }
    return calm ? Kind.CALM : Kind.BETWEEN;
  }

  boolean isOutOfLine() {
    return kind == Kind.OUT_OF_LINE;
  }
}
