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
import java.util.Set;

/** What happens at a kind of place in one window. */
enum Scene {
  /** Pages of a shop. */
  PAGES(Set.of(ERROR_SPIKE, CONVERSION_DROP, FRUSTRATION_SPIKE, VITALS_DEGRADED, SILENCE)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      long events = events(load, trouble, chance);
      long views = chance.binomial(events, 0.6);
      long sessions = chance.binomial(events, 0.5);
      double errors = trouble.of(ERROR_SPIKE, 0.006, 0.05, 0.2);
      double conversion = trouble.of(CONVERSION_DROP, 0.3, 0.15, 0.03);
      double frustration = trouble.of(FRUSTRATION_SPIKE, 0.025, 0.12, 0.3);
      double paint = trouble.of(VITALS_DEGRADED, 2_300, 4_200, 8_000);
      return new Figures()
          .count(Measure.EVENTS, events)
          .count(Measure.VIEWS, views)
          .share(Measure.ERRORS, chance.binomial(views, errors * chance.factor(0.1)), views)
          .share(
              Measure.STEP_CONVERSION,
              chance.binomial(sessions, conversion * chance.factor(0.03)),
              sessions)
          .share(Measure.FRUSTRATION, chance.binomial(sessions, frustration), sessions)
          .value(
              Measure.LCP_P75,
              paint * chance.factor(0.05 + 0.5 / Math.sqrt(Math.max(1, views))),
              views);
    }
  },

  /** A checkout with its payments. */
  CHECKOUT(Set.of(ABANDONMENT_SPIKE, CONVERSION_DROP, PAYMENT_FAILURE_SPIKE, SILENCE, SLO_BURN)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      long events = events(load, trouble, chance);
      long decided = chance.binomial(events, 0.4);
      long payments = chance.binomial(events, 0.45);
      double abandoned = trouble.of(ABANDONMENT_SPIKE, 0.45, 0.72, 0.95);
      double conversion = trouble.of(CONVERSION_DROP, 0.6, 0.32, 0.05);
      double failed = trouble.of(PAYMENT_FAILURE_SPIKE, 0.04, 0.22, 0.7);
      double broken = trouble.of(SLO_BURN, 0.002, 0.9, 1);
      return new Figures()
          .count(Measure.EVENTS, events)
          .share(Measure.CHECKOUT_ABANDONMENT, chance.binomial(decided, abandoned), decided)
          .share(Measure.STEP_CONVERSION, chance.binomial(decided, conversion), decided)
          .share(Measure.PAYMENT_FAILURES, chance.binomial(payments, failed), payments)
          .share(Measure.SERVER_ERRORS, chance.binomial(2 * events, broken), 2 * events);
    }
  },

  /** A queue of a contact centre. */
  QUEUE(
      Set.of(
          ABANDONMENT_SPIKE,
          WAIT_SPIKE,
          SERVICE_LEVEL_BREACH,
          CONTACT_REASON_SURGE,
          TRANSFER_SURGE,
          CAPACITY_GAP)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      double more = trouble.of(CONTACT_REASON_SURGE, 1, 3, 6);
      long offered = chance.poisson(load * more);
      boolean nobody = trouble.share() == 1 && trouble.of(CAPACITY_GAP, 0, 1, 1) == 1;
      double left = trouble.of(ABANDONMENT_SPIKE, 0.04, 0.2, 0.5);
      long abandoned = chance.binomial(offered, left);
      long answered = nobody ? 0 : offered - abandoned;
      double wait = trouble.of(WAIT_SPIKE, 60_000, 240_000, 900_000) * chance.factor(0.12);
      double level = trouble.of(SERVICE_LEVEL_BREACH, 0.88, 0.4, 0.05);
      double transfers = trouble.of(TRANSFER_SURGE, 0.08, 0.3, 0.6);
      long waiting = nobody ? offered + 3 : chance.poisson(load * wait / 900_000);
      double oldest = nobody ? 280_000 : wait * chance.factor(0.35);
      return new Figures()
          .count(Measure.EVENTS, 3 * offered + answered)
          .count(Measure.OFFERED, offered)
          .count(Measure.ANSWERED, answered)
          .count(Measure.CONTACTS, offered)
          .count(Measure.IN_QUEUE, waiting)
          .value(Measure.WAIT_OLDEST, oldest, waiting)
          .value(Measure.WAIT_P90, wait * chance.factor(1 / Math.sqrt(offered + 1.0)), offered)
          .share(Measure.QUEUE_ABANDONMENT, offered - answered > 0 ? abandoned : 0, offered)
          .share(Measure.SERVICE_LEVEL_F4, chance.binomial(answered, level), answered)
          .share(Measure.TRANSFERS, chance.binomial(answered, transfers), answered);
    }
  },

  /** Surveys after a visit. */
  SURVEYS(Set.of(SURVEY_DROP)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      long answers = chance.poisson(load);
      double content = trouble.of(SURVEY_DROP, 0.8, 0.35, 0.1);
      double promoters = trouble.of(SURVEY_DROP, 0.5, 0.1, 0.02);
      double detractors = trouble.of(SURVEY_DROP, 0.2, 0.75, 0.95);
      long promoting = chance.binomial(answers, promoters);
      long detracting = chance.binomial(answers - promoting, detractors / (1 - promoters));
      double score = answers == 0 ? 0 : 100.0 * (promoting - detracting) / answers;
      return new Figures()
          .count(Measure.EVENTS, answers)
          .share(Measure.CSAT, chance.binomial(answers, content), answers)
          .mean(Measure.NPS, score, answers);
    }
  },

  /** What is written of a topic. */
  TOPIC(Set.of(VOC_TOPIC_SURGE)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      double more = trouble.of(VOC_TOPIC_SURGE, 1, 7, 20);
      return new Figures()
          .count(Measure.NEGATIVE_MENTIONS, chance.poisson(load * more * chance.factor(0.1)));
    }
  },

  /** A hub that parcels leave from. */
  HUB(Set.of(DELIVERY_CLUSTER)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      double more = trouble.of(DELIVERY_CLUSTER, 1, 7, 20);
      return new Figures().count(Measure.LATE_DELIVERIES, chance.poisson(load * more));
    }
  },

  /** Interventions of a rule. */
  INTERVENTIONS(Set.of(INTERVENTION_HEALTH)) {
    @Override
    Figures play(double load, Trouble trouble, Chance chance) {
      long triggers = chance.poisson(load);
      long decisions = chance.poisson(2 * load);
      double failed = trouble.of(INTERVENTION_HEALTH, 0.003, 0.2, 0.9);
      return new Figures()
          .share(Measure.DELIVERY_FAILURES, chance.binomial(triggers, failed), triggers)
          .share(Measure.SUPPRESSED, chance.binomial(decisions, 0.3), decisions);
    }
  };

  /** What can go wrong there. */
  final Set<AnomalyPattern> patterns;

  Scene(Set<AnomalyPattern> patterns) {
    this.patterns = patterns;
  }

  abstract Figures play(double load, Trouble trouble, Chance chance);

  private static long events(double load, Trouble trouble, Chance chance) {
    return chance.poisson(load * trouble.of(SILENCE, 1, 0.15, 0));
  }

  /** What else that shows there. */
  static Set<AnomalyPattern> symptoms(AnomalyPattern pattern) {
    return switch (pattern) {
      case WAIT_SPIKE -> Set.of(ABANDONMENT_SPIKE, SERVICE_LEVEL_BREACH, CAPACITY_GAP);
      case CAPACITY_GAP -> Set.of(WAIT_SPIKE, SERVICE_LEVEL_BREACH, SILENCE, ABANDONMENT_SPIKE);
      case CONTACT_REASON_SURGE -> Set.of(WAIT_SPIKE);
      case SLO_BURN -> Set.of(ERROR_SPIKE);
      case ERROR_SPIKE -> Set.of(SLO_BURN);
      default -> Set.of();
    };
  }
}
