package io.waymark.domain.intervention;

import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something an operations team should see, with a life of its own. All times are milliseconds since
 * the epoch of event time.
 *
 * @param alertId the same on any run, and for all statuses
 * @param group values of the rule's {@code group_by} by name, as integers, doubles, strings or
 *     booleans
 * @param ruleIds the rules behind it
 * @param severity the highest reached so far
 * @param touchpoint of the signals, if they share one
 * @param channel of the signals, if they share one
 * @param team who should look
 * @param runbook what to do
 * @param count fires so far
 * @param customers customers so far
 * @param samples some of them, as a place to start looking
 * @param firstAt when it opened
 * @param lastAt when this status became true
 */
public record Alert(
    String alertId,
    Status status,
    Map<String, Object> group,
    List<String> ruleIds,
    Severity severity,
    String title,
    @Nullable String touchpoint,
    @Nullable String channel,
    @Nullable String team,
    @Nullable String runbook,
    int count,
    int customers,
    List<String> samples,
    long firstAt,
    long lastAt) {

  /** The same alert at a later point of its life; neither severity nor time goes back. */
  Alert moved(Status status, Severity reached, long at) {
    return new Alert(
        alertId,
        status,
        group,
        ruleIds,
        severity.compareTo(reached) >= 0 ? severity : reached,
        title,
        touchpoint,
        channel,
        team,
        runbook,
        count,
        customers,
        samples,
        firstAt,
        Math.max(lastAt, at));
  }

  /** Life of an alert. */
  public enum Status {
    OPEN,
    /** It has become worse. */
    UPDATED,
    /** What it complained of is over. */
    RESOLVED
  }
}
