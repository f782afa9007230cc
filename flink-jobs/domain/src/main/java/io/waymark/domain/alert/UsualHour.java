package io.waymark.domain.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * What a group was like in one hour of the week: at most {@value #WEEKS} such hours. One that is
 * not in it was empty.
 *
 * @param weeks the oldest first
 */
public record UsualHour(List<Week> weeks) {
  /** How many are remembered. */
  static final int WEEKS = 8;

  static final UsualHour EMPTY = new UsualHour(List.of());

  private static final double UNKNOWN = -1;

  /**
   * One such hour.
   *
   * @param hour by local clocks, counted since 1970
   * @param customers median of its five minutes; less than 0 if the hour says nothing
   */
  public record Week(long hour, double customers) {
    static Week unknown(long hour) {
      return new Week(hour, UNKNOWN);
    }

    boolean isKnown() {
      return customers >= 0;
    }
  }

  UsualHour and(Week week) {
    List<Week> next = new ArrayList<>(weeks);
    next.add(week);
    return new UsualHour(List.copyOf(next.subList(Math.max(0, next.size() - WEEKS), next.size())));
  }

  /** That hour. */
  Week of(long hour) {
    return weeks.stream().filter(week -> week.hour() == hour).findFirst().orElse(new Week(hour, 0));
  }
}
