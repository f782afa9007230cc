package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where an alert stands: what the topic said last, and what people did. */
record AlertStanding(Said said, Deeds deeds) {
  /**
   * For how long, in milliseconds of event time, an alert may fire on after people have resolved it
   * and still be what they resolved: three windows of five minutes, that in which they did and two
   * in which it recovers.
   */
  static final long SETTLES = 15 * 60_000L;

  /** Nothing is known of it. */
  static final AlertStanding NONE =
      new AlertStanding(new Said("", 0, 0, Long.MIN_VALUE), Deeds.NONE);

  /**
   * A word of the topic.
   *
   * @param severity its rank
   * @param lastAt event time
   */
  record Said(String status, int severity, int reopened, long lastAt) {
    static Said of(ObjectNode alert) {
      return new Said(
          Fields.text(alert, "status"),
          Severities.rank(Fields.text(alert, "severity")),
          alert.path("reopened").asInt(),
          Fields.time(alert, "last_at"));
    }

    boolean isResolved() {
      return status.equals("resolved");
    }

    /** Whether this is known later: the topic is read again, or its writer was set back. */
    boolean isAfter(Said other) {
      return Comparator.comparingLong(Said::lastAt)
              .thenComparingInt(Said::reopened)
              .thenComparing(Said::isResolved)
              .compare(this, other)
          > 0;
    }
  }

  /**
   * What people did.
   *
   * @param snoozedUntil milliseconds of the wall clock; 0 if nobody did
   * @param seenSeverity how bad it was when somebody acknowledged, snoozed or resolved it last
   * @param closedAt when somebody resolved it, in event time; stays when it comes back
   */
  record Deeds(
      String work,
      @Nullable String owner,
      @Nullable Long acknowledgedAt,
      long snoozedUntil,
      @Nullable Integer seenSeverity,
      @Nullable String closedCause,
      @Nullable String closedBy,
      @Nullable Long closedAt) {
    static final Deeds NONE = new Deeds("new", null, null, 0, null, null, null, null);

    boolean isClosed() {
      return work.equals("closed");
    }

    private Deeds ofReopened() {
      return new Deeds("new", owner, null, 0, null, null, null, null);
    }

    private Deeds ofBack() {
      return new Deeds("new", owner, null, 0, seenSeverity, closedCause, closedBy, closedAt);
    }

    private Deeds awake() {
      return new Deeds(
          work, owner, acknowledgedAt, 0, seenSeverity, closedCause, closedBy, closedAt);
    }
  }

  boolean isLive() {
    return !said.isResolved() && !deeds.isClosed();
  }

  boolean isReopenedBy(Said next) {
    return said.isResolved() && !next.isResolved();
  }

  /**
   * Whether this shows that it is not over, though people have resolved it: it is worse than it was
   * then, or fires though it has had time to settle.
   */
  boolean isBackWith(Said next) {
    if (!deeds.isClosed() || said.isResolved() || next.isResolved()) {
      return false;
    }
    Integer seen = deeds.seenSeverity();
    Long closedAt = deeds.closedAt();
    return (seen != null && next.severity() > seen)
        || closedAt == null
        || next.lastAt() > closedAt + SETTLES;
  }

  /** Whether it gets worse with this, and worse than somebody has seen it. */
  boolean isRaisedBy(Said next) {
    Integer seen = deeds.seenSeverity();
    return !isReopenedBy(next) && seen != null && next.severity() > Math.max(seen, said.severity());
  }

  /**
   * After the topic has said something. What people did stays, unless it was resolved and opens
   * again, or people resolved it and it fires on: then it is new. Who snoozed it wanted to sleep as
   * long as it is no worse.
   */
  AlertStanding after(Said next) {
    if (isReopenedBy(next)) {
      return new AlertStanding(next, deeds.ofReopened());
    }
    if (isBackWith(next)) {
      return new AlertStanding(next, deeds.ofBack());
    }
    return new AlertStanding(next, isRaisedBy(next) ? deeds.awake() : deeds);
  }
}
