package io.waymark.domain.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Customers of one rule and touchpoint to whom the same happens, for four weeks: one every four
 * minutes or so, some of them again and again, and twice to many at once.
 */
final class SimulatedCrowd {
  private static final long MINUTE = 60_000;
  static final Cohort COHORT = new Cohort("rage-click", "/pay", "click");

  final List<Incident> incidents = new ArrayList<>();
  private final Chance chance;

  SimulatedCrowd(long seed) {
    chance = new Chance(seed * 7_919);
    long half = 2 * SimulatedLog.WEEK;
    for (int i = 0; i < 2; i++) {
      long from = SimulatedLog.LIVE + i * half + chance.below(half - 3 * BusinessCalendar.HOUR);
      long to = from + (long) (chance.between(0.5, 2) * BusinessCalendar.HOUR);
      incidents.add(
          new Incident(
              COHORT.touchpoint(),
              AnomalyPattern.COHORT_HIT,
              Set.of(),
              from,
              to,
              chance.between(0, 1)));
    }
  }

  /** All that is told of them. */
  List<Anomaly> play() {
    CohortPolicy policy = new CohortPolicy(CohortLimits.DEFAULT);
    CohortState state = new CohortState();
    List<Anomaly> told = new ArrayList<>();
    for (long now = SimulatedLog.LIVE; now < SimulatedLog.END; now += MINUTE) {
      long customers = chance.poisson(rate(now));
      for (long i = 0; i < customers; i++) {
        policy.take(state, now + 1 + chance.below(MINUTE - 1), "c" + chance.below(20_000), now);
      }
      Anomaly anomaly = policy.elapse(state, COHORT, now + MINUTE).anomaly();
      if (anomaly != null && anomaly.status() == Anomaly.Status.FIRED) {
        told.add(anomaly);
      }
    }
    return told;
  }

  private double rate(long now) {
    for (Incident incident : incidents) {
      if (incident.share(now, now + MINUTE) > 0) {
        return 1.5 + 6 * incident.strength();
      }
    }
    return 0.25;
  }
}
