package io.waymark.domain.pulse;

import io.waymark.domain.kpi.Apdex;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.kpi.NetPromoter;
import io.waymark.domain.kpi.QueueOutcomes;
import io.waymark.domain.kpi.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes measures of what was added up. A measure is left out where nothing it is about has ever
 * happened in the window; of shares and means that is where they are not defined.
 */
public final class Figures {
  private final Totals totals;
  private final ContactGoal goal;
  private final List<Figure> figures = new ArrayList<>();

  private Figures(Totals totals, ContactGoal goal) {
    this.totals = totals;
    this.goal = goal;
  }

  /**
   * In the order of {@link Measure}.
   *
   * @param queue null if nobody has ever waited here
   */
  public static List<Figure> of(Totals totals, @Nullable Queue queue, ContactGoal goal) {
    Figures made = new Figures(totals, goal);
    made.traffic();
    made.funnels();
    made.waits();
    made.queue(queue);
    made.serviceLevels();
    made.contacts();
    made.surveys();
    made.feelings();
    made.faults();
    made.figures.sort(Comparator.comparing(Figure::measure));
    return List.copyOf(made.figures);
  }

  private void traffic() {
    // Always there: that nothing happens is a finding.
    figures.add(count(Measure.EVENTS, totals.sum(Tally.EVENTS)));
    counted(Measure.VIEWS, totals.sum(Tally.VIEWS));
    counted(Measure.VISITS, totals.distinct(Crowd.SESSIONS));
    counted(Measure.CUSTOMERS, totals.distinct(Crowd.CUSTOMERS));
  }

  private void funnels() {
    ratio(Measure.STEP_CONVERSION, Tally.STEPS_GONE_ON, Tally.STEPS);
    abandonment(Measure.CART_ABANDONMENT, Tally.CARTS_ABANDONED, Tally.CARTS_BOUGHT);
    abandonment(Measure.CHECKOUT_ABANDONMENT, Tally.CHECKOUTS_ABANDONED, Tally.CHECKOUTS_BOUGHT);
    abandonment(Measure.FORM_ABANDONMENT, Tally.FORMS_ABANDONED, Tally.FORMS_SENT);
  }

  private void waits() {
    double answered = totals.sum(Tally.ANSWERED);
    double left = totals.sum(Tally.LEFT);
    QueueOutcomes outcomes =
        new QueueOutcomes(answered, 0, left, 0, totals.sum(Tally.LEFT_SHORTLY), 0, 0);
    ratio(Measure.QUEUE_ABANDONMENT, outcomes.abandonment());
    ratio(Measure.QUEUE_ABANDONMENT_NET, outcomes.abandonmentNet());
    if (outcomes.offered() > 0) {
      figures.add(count(Measure.OFFERED, outcomes.offered()));
      figures.add(count(Measure.ANSWERED, answered));
    }
    quantile(Measure.WAIT_P50, Quantity.WAIT, 0.5);
    quantile(Measure.WAIT_P90, Quantity.WAIT, 0.9);
    quantile(Measure.WAIT_P99, Quantity.WAIT, 0.99);
    ratio(Measure.SPEED_OF_ANSWER, Tally.WAITED_ANSWERED_MILLIS, Tally.WAITED_ANSWERED);
    ratio(Measure.TIME_TO_ABANDON, Tally.WAITED_LEFT_MILLIS, Tally.WAITED_LEFT);
  }

  private void queue(@Nullable Queue queue) {
    if (queue != null) {
      figures.add(count(Measure.IN_QUEUE, queue.waiting()));
      Long oldest = queue.oldestMillis();
      figures.add(
          new Figure(
              Measure.WAIT_OLDEST,
              oldest == null ? null : (Double) oldest.doubleValue(),
              null,
              null,
              queue.waiting()));
    }
  }

  private void serviceLevels() {
    QueueOutcomes offered =
        new QueueOutcomes(
            totals.sum(Tally.OFFERED_ANSWERED),
            totals.sum(Tally.OFFERED_ANSWERED_IN_TIME),
            totals.sum(Tally.OFFERED_LEFT),
            totals.sum(Tally.OFFERED_LEFT_IN_TIME),
            totals.sum(Tally.OFFERED_LEFT_SHORTLY),
            totals.sum(Tally.OFFERED_CALLBACK),
            totals.sum(Tally.OFFERED_CALLBACK_IN_TIME));
    ratio(Measure.SERVICE_LEVEL_F1, offered.serviceLevelF1());
    ratio(Measure.SERVICE_LEVEL_F2, offered.serviceLevelF2());
    ratio(Measure.SERVICE_LEVEL_F3, offered.serviceLevelF3());
    ratio(Measure.SERVICE_LEVEL_F4, offered.serviceLevelF4());
    ratio(Measure.SERVICE_LEVEL_F5, offered.serviceLevelF5());
    ratio(Measure.SERVICE_LEVEL_F6, offered.serviceLevelF6());
    ratio(Measure.SERVICE_LEVEL_CONNECT, offered.serviceLevelConnect());
    ratio(
        Measure.SERVICE_LEVEL_GENESYS,
        offered.serviceLevelGenesys(goal.genesys(), totals.sum(Tally.OFFERED_FLOWN_OUT)));
  }

  private void contacts() {
    ratio(Measure.HANDLE_TIME, Tally.HANDLING_MILLIS, Tally.HANDLED);
    ratio(Measure.TRANSFERS, Tally.TRANSFERRED, Tally.HANDLED);
    double episodes = totals.sum(Tally.EPISODES);
    ratio(
        Measure.FIRST_CONTACT_RESOLUTION,
        new Ratio(episodes - totals.sum(Tally.EPISODES_REPEATED), episodes));
    ratio(Measure.RESOLUTION_COVERAGE, Tally.RESOLVED_OF_KNOWN, Tally.RESOLVED);
    ratio(Measure.RESOLUTION_CONFIRMED, Tally.RESOLUTION_CONFIRMED, Tally.RESOLUTION_ANSWERS);
    counted(Measure.CONTACTS, totals.sum(Tally.CONTACTS));
    ratio(Measure.AGENTS_AVAILABLE, Tally.AGENTS_AVAILABLE, Tally.QUEUE_STATES);
    ratio(Measure.CAPACITY_SHORT, Tally.QUEUE_STATES_SHORT, Tally.QUEUE_STATES);
  }

  private void surveys() {
    NetPromoter answers =
        new NetPromoter(
            totals.sum(Tally.PROMOTERS), totals.sum(Tally.PASSIVES), totals.sum(Tally.DETRACTORS));
    ratio(
        Measure.NPS,
        new Ratio(100 * (answers.promoters() - answers.detractors()), answers.answers()));
    ratio(Measure.PROMOTERS, new Ratio(answers.promoters(), answers.answers()));
    ratio(Measure.DETRACTORS, new Ratio(answers.detractors(), answers.answers()));
    ratio(Measure.CSAT, Tally.CSAT_TOP, Tally.CSAT_ANSWERS);
    ratio(Measure.EASE, Tally.EASE, Tally.CES_ANSWERS);
    ratio(Measure.EASY, Tally.EASY, Tally.EASY_ANSWERS);
  }

  private void feelings() {
    ratio(Measure.EFFORT, Tally.EFFORT, Tally.EFFORT_KNOWN);
    ratio(Measure.EMOTION, Tally.EMOTION, Tally.EMOTION_KNOWN);
    double net = totals.sum(Tally.FELT_WELL) - totals.sum(Tally.FELT_BADLY);
    ratio(Measure.NET_EMOTION, new Ratio(net, totals.sum(Tally.EMOTION_KNOWN)));
    double sessions = totals.distinct(Crowd.SESSIONS);
    // Both are estimates: together they must not say that more than all were frustrated.
    double frustrated = Math.min(sessions, totals.distinct(Crowd.FRUSTRATED_SESSIONS));
    ratio(Measure.FRUSTRATION, new Ratio(frustrated, sessions));
  }

  private void faults() {
    ratio(Measure.ERRORS, Tally.ERRORS, Tally.VIEWS);
    ratio(Measure.SERVER_ERRORS, Tally.SERVER_ERRORS, Tally.REQUESTS);
    ratio(
        Measure.APDEX,
        new Apdex(
                totals.sum(Tally.LOADED_SATISFYING),
                totals.sum(Tally.LOADED_TOLERABLE),
                totals.sum(Tally.LOADED))
            .index());
    quantile(Measure.LCP_P75, Quantity.LCP, 0.75);
    quantile(Measure.INP_P75, Quantity.INP, 0.75);
    quantile(Measure.CLS_P75, Quantity.CLS, 0.75);
    ratio(Measure.PAYMENT_FAILURES, Tally.PAYMENTS_FAILED, Tally.PAYMENTS_ATTEMPTED);
    counted(Measure.NEGATIVE_MENTIONS, totals.sum(Tally.NEGATIVE_MENTIONS));
    counted(Measure.LATE_DELIVERIES, totals.sum(Tally.LATE_DELIVERIES));
  }

  private void abandonment(Measure measure, Tally abandoned, Tally achieved) {
    double lost = totals.sum(abandoned);
    ratio(measure, new Ratio(lost, lost + totals.sum(achieved)));
  }

  private void ratio(Measure measure, Tally numerator, Tally denominator) {
    ratio(measure, new Ratio(totals.sum(numerator), totals.sum(denominator)));
  }

  private void ratio(Measure measure, Ratio ratio) {
    if (ratio.numerator() != 0 || ratio.denominator() != 0) {
      figures.add(
          new Figure(
              measure,
              ratio.value(),
              ratio.numerator(),
              ratio.denominator(),
              Math.round(ratio.denominator())));
    }
  }

  private void quantile(Measure measure, Quantity quantity, double rank) {
    long samples = totals.samples(quantity);
    if (samples > 0) {
      figures.add(new Figure(measure, totals.quantile(quantity, rank), null, null, samples));
    }
  }

  private void counted(Measure measure, double value) {
    if (value != 0) {
      figures.add(count(measure, value));
    }
  }

  private static Figure count(Measure measure, double value) {
    return new Figure(measure, value, null, null, Math.round(value));
  }
}
