package io.waymark.domain.anomaly;

import java.util.List;

/**
 * What is particular to a business.
 *
 * @param objectives whose error budgets are watched
 * @param cohorts from when on the same happens to many
 */
public record AnomalySettings(
    BusinessCalendar calendar, List<Objective> objectives, CohortLimits cohorts) {
  /** No special days, no objectives. */
  public static final AnomalySettings PLAIN =
      new AnomalySettings(BusinessCalendar.PLAIN, List.of());

  public AnomalySettings {
    objectives = List.copyOf(objectives);
  }

  /** With {@link CohortLimits#DEFAULT}. */
  public AnomalySettings(BusinessCalendar calendar, List<Objective> objectives) {
    this(calendar, objectives, CohortLimits.DEFAULT);
  }
}
