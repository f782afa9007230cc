package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;

/**
 * What one window says.
 *
 * @param expected what it is compared with
 * @param against what that is
 */
record Verdict(Kind kind, double reading, double expected, long n, Against against) {
  /** Nothing can be said. */
  static final Verdict NOTHING = new Verdict(Kind.NOTHING, 0, 0, 0, Against.NORMAL);

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
