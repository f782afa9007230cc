package io.waymark.app.demo;

import static io.waymark.pipeline.alert.OperatorIds.ALERTS;
import static io.waymark.pipeline.intervention.OperatorIds.DECIDE;
import static io.waymark.pipeline.journey.OperatorIds.JOURNEYS;

/** What the running job publishes about itself, in the demo's terms. */
final class Health {
  private static final String PARTITION = ".waymark.topic.";

  private final MetricBoard board;
  private final Rate rate = new Rate();

  Health(MetricBoard board) {
    this.board = board;
  }

  /** Events evaluated. */
  long events() {
    return board.sum(PARTITION, "processed") + board.sum(PARTITION, "duplicate");
  }

  /** Events that came too late, or are too many of one customer, and records that are none. */
  long refused() {
    return board.sum(PARTITION, "late")
        + board.sum(PARTITION, "limited")
        + board.sum(PARTITION, "dead");
  }

  /** Up to where journeys have been evaluated; {@link Long#MIN_VALUE} at first. */
  long evaluatedUntil() {
    return until(JOURNEYS);
  }

  /** Up to where all that follows from it has been decided; {@link Long#MIN_VALUE} at first. */
  long decidedUntil() {
    return Math.min(until(DECIDE), until(ALERTS));
  }

  private long until(String operator) {
    return board.min("." + operator + ".", "currentOutputWatermark");
  }

  /**
   * The numbers of the status line.
   *
   * @param now wall clock
   * @param shopTime the shop's
   */
  StatusLine status(long now, long shopTime, long openAlerts, long triggers) {
    long until = evaluatedUntil();
    return new StatusLine(
        rate.perSecond(now, events()),
        board.sum(".waymark.", "customers"),
        board.sum(".waymark.", "open_instances"),
        until == Long.MIN_VALUE ? 0 : Math.max(0, shopTime - until),
        openAlerts,
        triggers);
  }
}
