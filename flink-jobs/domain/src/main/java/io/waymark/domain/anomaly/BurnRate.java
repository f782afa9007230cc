package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measure.Direction;
import io.waymark.domain.rule.Severity;
import java.util.List;

/**
 * The error budget of 30 days is used up many times faster than it may, over a long window and
 * still in a short one: "Alerting on SLOs" in The Site Reliability Workbook (2018).
 */
record BurnRate(AnomalyPattern pattern, Objective objective, Pace pace) implements Definition {
  /** The factor of the fastest pace. */
  static final double FASTEST = 14.4;

  private static final long HOUR = BusinessCalendar.HOUR;
  private static final int WINDOWS = 12;
  private static final int HOURS = 73;

  /** How fast, over how long; the share of the budget that is gone then. */
  enum Pace {
    /** 2 %. */
    PAGE_FAST(FASTEST, HOUR, HOUR / 12, Severity.HIGH),
    /** 5 %. */
    PAGE_SLOW(6, 6 * HOUR, HOUR / 2, Severity.HIGH),
    /** 10 %. */
    TICKET_FAST(3, 24 * HOUR, 2 * HOUR, Severity.MEDIUM),
    /** 10 %. */
    TICKET_SLOW(1, 72 * HOUR, 6 * HOUR, Severity.MEDIUM);

    private final double factor;
    private final long longWindow;
    private final long shortWindow;
    private final Severity severity;

    Pace(double factor, long longWindow, long shortWindow, Severity severity) {
      this.factor = factor;
      this.longWindow = longWindow;
      this.shortWindow = shortWindow;
      this.severity = severity;
    }
  }

  @Override
  public Measure measure() {
    return objective.measure();
  }

  @Override
  public Severity severity() {
    return pace.severity;
  }

  @Override
  public String id() {
    return pattern.code() + "/" + measure().id() + "/" + pace.name();
  }

  @Override
  public String subject() {
    return "over " + pace.longWindow / HOUR + " h";
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public List<Trail.Spec> trails() {
    return List.of(windowsOfHour(), hours());
  }

  private Trail.Spec windowsOfHour() {
    return new Trail.Spec(measure(), Window.LENGTH, WINDOWS);
  }

  private Trail.Spec hours() {
    return new Trail.Spec(measure(), HOUR, HOURS);
  }

  @Override
  public Verdict judge(Window window) {
    Trail.Total recent = total(window, pace.shortWindow);
    Trail.Total longer = total(window, pace.longWindow);
    if (recent.denominator() < objective.leastEvents()
        || longer.denominator() < objective.leastEvents()) {
      return Verdict.NOTHING;
    }
    double threshold = pace.factor * (1 - objective.target());
    boolean out = bad(recent) > threshold && bad(longer) > threshold;
    return new Verdict(
        Verdict.kind(out, bad(recent) <= threshold),
        bad(longer),
        threshold,
        (long) longer.denominator(),
        Against.BURN_LIMIT);
  }

  /** Beyond an hour whole hours are added up, the present one as far as it has come. */
  private Trail.Total total(Window window, long time) {
    return time <= HOUR
        ? window.trail(windowsOfHour()).since(window.end(measure()) - time)
        : window
            .trail(hours())
            .since(Math.floorDiv(window.end(measure()) - 1, HOUR) * HOUR - time + HOUR);
  }

  private double bad(Trail.Total total) {
    return measure().direction() == Direction.LOWER_IS_WORSE ? 1 - total.mean() : total.mean();
  }
}
