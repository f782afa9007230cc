package io.waymark.domain.anomaly;

import org.jspecify.annotations.Nullable;

/**
 * What an incident does to one window.
 *
 * @param share of the window that it takes up
 */
record Trouble(@Nullable Incident incident, double share) {
  static final Trouble NONE = new Trouble(null, 0);

  /** What a parameter is under it. */
  double of(AnomalyPattern pattern, double usual, double weakest, double severest) {
    if (incident == null || incident.pattern() != pattern) {
      return usual;
    }
    double bad = weakest + (severest - weakest) * incident.strength();
    return usual + share * (bad - usual);
  }
}
