package io.waymark.domain.anomaly;

import static io.waymark.domain.anomaly.AnomalyPattern.ABANDONMENT_SPIKE;
import static io.waymark.domain.anomaly.AnomalyPattern.CAPACITY_GAP;
import static io.waymark.domain.anomaly.AnomalyPattern.CONTACT_REASON_SURGE;
import static io.waymark.domain.anomaly.AnomalyPattern.CONVERSION_DROP;
import static io.waymark.domain.anomaly.AnomalyPattern.DELIVERY_CLUSTER;
import static io.waymark.domain.anomaly.AnomalyPattern.ERROR_SPIKE;
import static io.waymark.domain.anomaly.AnomalyPattern.FRUSTRATION_SPIKE;
import static io.waymark.domain.anomaly.AnomalyPattern.INTERVENTION_HEALTH;
import static io.waymark.domain.anomaly.AnomalyPattern.PAYMENT_FAILURE_SPIKE;
import static io.waymark.domain.anomaly.AnomalyPattern.SERVICE_LEVEL_BREACH;
import static io.waymark.domain.anomaly.AnomalyPattern.SILENCE;
import static io.waymark.domain.anomaly.AnomalyPattern.SLO_BURN;
import static io.waymark.domain.anomaly.AnomalyPattern.SURVEY_DROP;
import static io.waymark.domain.anomaly.AnomalyPattern.TRANSFER_SURGE;
import static io.waymark.domain.anomaly.AnomalyPattern.VITALS_DEGRADED;
import static io.waymark.domain.anomaly.AnomalyPattern.VOC_TOPIC_SURGE;
import static io.waymark.domain.anomaly.AnomalyPattern.WAIT_SPIKE;

import io.waymark.domain.pulse.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that figures of one place can show. {@link AnomalyPattern#COHORT_HIT} is not among
 * them: {@link CohortPolicy} sees it in signals.
 */
final class Definitions {
  private static final long N = 30;
  private static final double MINUTE = 60_000;

  private Definitions() {}

  static List<Definition> of(List<Objective> objectives) {
    List<Definition> all = new ArrayList<>(STANDARD);
    for (Objective objective : objectives) {
      for (BurnRate.Pace pace : BurnRate.Pace.values()) {
        all.add(new BurnRate(SLO_BURN, objective, pace));
      }
    }
    return List.copyOf(all);
  }

  // ratio, least distance, n, threshold while there is too little history
  private static final List<Definition> STANDARD =
      List.of(
          share(ABANDONMENT_SPIKE, Measure.CART_ABANDONMENT, 1.3, 0.15, null),
          share(ABANDONMENT_SPIKE, Measure.CHECKOUT_ABANDONMENT, 1.3, 0.15, null),
          share(ABANDONMENT_SPIKE, Measure.FORM_ABANDONMENT, 1.3, 0.15, null),
          share(ABANDONMENT_SPIKE, Measure.QUEUE_ABANDONMENT, 1.3, 0.05, 0.08),
          value(WAIT_SPIKE, Measure.WAIT_P90, 1.3, 0.5 * MINUTE, N, 10 * MINUTE),
          value(WAIT_SPIKE, Measure.WAIT_OLDEST, 2, 5 * MINUTE, 0, 10 * MINUTE),
          value(WAIT_SPIKE, Measure.IN_QUEUE, 2, 10, 0, null),
          share(ERROR_SPIKE, Measure.ERRORS, 1.3, 0.01, 0.02),
          share(ERROR_SPIKE, Measure.SERVER_ERRORS, 1.3, 0.01, 0.02),
          new LevelBreach(SERVICE_LEVEL_BREACH, Measure.SERVICE_LEVEL_F4, 0.8),
          share(CONVERSION_DROP, Measure.STEP_CONVERSION, 0.7, 0.02, null),
          share(FRUSTRATION_SPIKE, Measure.FRUSTRATION, 1.3, 0.02, 0.05),
          value(VITALS_DEGRADED, Measure.LCP_P75, 1.3, 500, N, 4_000.0),
          value(VITALS_DEGRADED, Measure.INP_P75, 1.3, 100, N, 500.0),
          value(VITALS_DEGRADED, Measure.CLS_P75, 1.3, 0.05, N, 0.25),
          share(PAYMENT_FAILURE_SPIKE, Measure.PAYMENT_FAILURES, 1.3, 0.02, 0.1),
          new Silence(SILENCE, Measure.EVENTS),
          surge(VOC_TOPIC_SURGE, Measure.NEGATIVE_MENTIONS, 3, 10),
          surge(CONTACT_REASON_SURGE, Measure.CONTACTS, 2, 20),
          surge(DELIVERY_CLUSTER, Measure.LATE_DELIVERIES, 3, 10),
          new SurveyDrop(SURVEY_DROP, Measure.NPS),
          new SurveyDrop(SURVEY_DROP, Measure.CSAT),
          share(TRANSFER_SURGE, Measure.TRANSFERS, 1.5, 0.03, null),
          new CapacityGap(CAPACITY_GAP, Measure.IN_QUEUE),
          new Unattended(CAPACITY_GAP, Measure.CAPACITY_SHORT),
          new Threshold(INTERVENTION_HEALTH, Measure.DELIVERY_FAILURES, 0.02, N),
          share(INTERVENTION_HEALTH, Measure.SUPPRESSED, 1.5, 0.15, null),
          new HarmGuardrail(INTERVENTION_HEALTH, Measure.TREATED_HARM));

  private static Definition share(
      AnomalyPattern pattern, Measure measure, double ratio, double floor, @Nullable Double limit) {
    return new Deviation(pattern, measure, ratio, floor, 0, N, limit);
  }

  private static Definition value(
      AnomalyPattern pattern,
      Measure measure,
      double ratio,
      double floor,
      long leastN,
      @Nullable Double limit) {
    return new Deviation(pattern, measure, ratio, floor, 0, leastN, limit);
  }

  private static Definition surge(
      AnomalyPattern pattern, Measure measure, double ratio, double least) {
    return new Deviation(pattern, measure, ratio, 0, least, 0, null);
  }
}
