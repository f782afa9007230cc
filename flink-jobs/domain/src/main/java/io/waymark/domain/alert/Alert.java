package io.waymark.domain.alert;

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
 *     booleans; of an anomaly its {@code touchpoint} and {@code channel}
 * @param ruleIds the rules behind it; of an anomaly the pattern, then the rules it stands for
 * @param severity the highest reached so far
 * @param touchpoint of the signals, if they share one
 * @param channel of the signals, if they share one
 * @param team who should look
 * @param runbook what to do
 * @param impact whom it concerns
 * @param deviation of an anomaly: what is out of line
 * @param firstAt when it opened first
 * @param lastAt when this status became true
 * @param mutedBy the alert that stands for it: nobody needs to be called for this one
 * @param reopened how often it came back after it was resolved
 * @param cause of {@link Status#RESOLVED}
 */
public record Alert(
    String alertId,
    Status status,
    Origin origin,
    Map<String, Object> group,
    List<String> ruleIds,
    Severity severity,
    String title,
    @Nullable String touchpoint,
    @Nullable String channel,
    @Nullable String team,
    @Nullable String runbook,
    Impact impact,
    @Nullable Deviation deviation,
    long firstAt,
    long lastAt,
    @Nullable String mutedBy,
    int reopened,
    @Nullable Cause cause) {

  /** The name in {@link #group} of where it is. */
  static final String TOUCHPOINT = "touchpoint";

  /** Life of an alert. */
  public enum Status {
    /** For the first time, or again after it was resolved. */
    OPEN,
    /** It goes on, with other figures. */
    UPDATED,
    /** What it complained of is over. */
    RESOLVED
  }

  /** What an alert is made from. */
  public enum Origin {
    /** What customers met, grouped. */
    SIGNALS,
    /** A touchpoint's figure is out of line. */
    ANOMALY
  }

  /** Why an alert is over. */
  public enum Cause {
    /** All that customers met is resolved. */
    OVER,
    /** Nothing new came for a while. */
    QUIET,
    /** All of it was taken back: events came late. */
    RETRACTED,
    /** The figure is back where it should be. */
    RECOVERED
  }

  /** Where it is one of the touchpoints of its own; null if its group is of several. */
  public @Nullable String place() {
    return group.get(TOUCHPOINT) instanceof String place ? place : null;
  }

  /** The same with another status; time does not go back. */
  Alert as(Status next, @Nullable Cause why, long at) {
    int times = next == Status.OPEN && status == Status.RESOLVED ? reopened + 1 : reopened;
    return new Alert(
        alertId,
        next,
        origin,
        group,
        ruleIds,
        severity,
        title,
        touchpoint,
        channel,
        team,
        runbook,
        impact,
        deviation,
        firstAt,
        Math.max(lastAt, at),
        mutedBy,
        times,
        why);
  }

  /**
   * The same as things stand now: of the severity if it is a higher one.
   *
   * @param where null if not all of it is at one touchpoint
   * @param through null if not all of it is on one channel
   */
  Alert standing(
      Severity reached,
      String words,
      @Nullable String where,
      @Nullable String through,
      Impact whom,
      @Nullable Deviation figure) {
    return new Alert(
        alertId,
        status,
        origin,
        group,
        ruleIds,
        reached.compareTo(severity) > 0 ? reached : severity,
        words,
        where,
        through,
        team,
        runbook,
        whom,
        figure,
        firstAt,
        lastAt,
        mutedBy,
        reopened,
        cause);
  }

  /** The same concerning others. */
  Alert concerning(Impact whom) {
    return standing(severity, title, touchpoint, channel, whom, deviation);
  }

  /** The same with another reading. */
  Alert reading(Deviation figure) {
    return standing(severity, title, touchpoint, channel, impact, figure);
  }

  /** The same with another that stands for it, or none, and the rules that it stands for. */
  Alert among(@Nullable String by, List<String> rules) {
    return new Alert(
        alertId,
        status,
        origin,
        group,
        rules,
        severity,
        title,
        touchpoint,
        channel,
        team,
        runbook,
        impact,
        deviation,
        firstAt,
        lastAt,
        by,
        reopened,
        cause);
  }

  /**
   * The same; if nobody looks after it yet, whoever looks after the other does, with its runbook.
   */
  Alert inCareOf(Alert other) {
    if (team != null || other.team == null) {
      return this;
    }
    return new Alert(
        alertId,
        status,
        origin,
        group,
        ruleIds,
        severity,
        title,
        touchpoint,
        channel,
        other.team,
        other.runbook,
        impact,
        deviation,
        firstAt,
        lastAt,
        mutedBy,
        reopened,
        cause);
  }
}
