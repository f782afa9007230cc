package io.waymark.domain.anomaly;

import java.util.List;

/**
 * What is particular to a business.
 *
 * @param objectives whose error budgets are watched
 */
public record AnomalySettings(BusinessCalendar calendar, List<Objective> objectives) {
  /** No special days, no objectives. */
  public static final AnomalySettings PLAIN =
      new AnomalySettings(BusinessCalendar.PLAIN, List.of());

  public AnomalySettings {
    objectives = List.copyOf(objectives);
  }
}
