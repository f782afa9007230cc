package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.rule.Severity;

/**
 * A figure of a place is out of line, or is so no more. Times are milliseconds since the epoch of
 * event time.
 *
 * @param anomalyId the same on any run, and for all statuses of one
 * @param firedAt end of the window with which it was certain
 * @param at end of the window that this status comes from
 * @param reading what the figure is
 * @param expected what is normal there at this hour; of a static threshold that threshold
 * @param n how many the reading is made from
 * @param cold whether there was too little history, so that a static threshold decided
 */
public record Anomaly(
    String anomalyId,
    AnomalyPattern pattern,
    Place place,
    Measure measure,
    Status status,
    Severity severity,
    long firedAt,
    long at,
    double reading,
    double expected,
    long n,
    boolean cold) {

  /** Life of an anomaly. */
  public enum Status {
    FIRED,
    /** It goes on, with another reading. */
    CONTINUED,
    RECOVERED
  }
}
