package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.rule.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a place is out of line, or is so no more. Times are milliseconds since the epoch of
 * event time.
 *
 * @param anomalyId the same on any run, and for all statuses of one
 * @param subject what it is of if several at one place show the same pattern, in a few words; part
 *     of what it is known by; null if it needs none
 * @param firedAt end of the window with which it was certain
 * @param at end of the window that this status comes from
 * @param reading what the figure is
 * @param expected what it is compared with
 * @param n how many the reading is made from
 * @param against what {@code expected} is
 */
public record Anomaly(
    String anomalyId,
    AnomalyPattern pattern,
    Place place,
    @Nullable String subject,
    Measure measure,
    Status status,
    Severity severity,
    long firedAt,
    long at,
    double reading,
    double expected,
    long n,
    Against against) {

  /** Life of an anomaly. */
  public enum Status {
    FIRED,
    /** It goes on, with another reading. */
    CONTINUED,
    RECOVERED,
    /** Nothing has been known of the figure for an hour. */
    UNKNOWN
  }

  /** What a figure is compared with. */
  public enum Against {
    /** What is normal: of the same hour of the week, or while too little is known of before. */
    NORMAL,
    /** A limit, whatever is normal. */
    THRESHOLD,
    /** How fast an error budget may burn. */
    BURN_LIMIT,
    /** Those who were kept without. */
    HELD_OUT
  }
}
