package io.waymark.domain.anomaly;

import java.util.Set;

/**
 * Something that goes wrong at a place, as it was planted.
 *
 * @param symptoms patterns that it shows too
 * @param strength 0 to 1, from hardly worth an alarm to severe
 */
record Incident(
    String place,
    AnomalyPattern pattern,
    Set<AnomalyPattern> symptoms,
    long from,
    long to,
    double strength) {

  /** How much of a window it takes up, 0 to 1. */
  double share(long start, long end) {
    return Math.max(0, Math.min(end, to) - Math.max(start, from)) / (double) (end - start);
  }

  boolean explains(AnomalyPattern other) {
    return other == pattern || symptoms.contains(other);
  }
}
