package io.waymark.domain.pulse;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.domain.kpi.ContactGoal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each measure is on one busy day: which sums it is made of, and which is above. */
class FormulasOfMeasuresTest {
  private static final double MINUTE = 60_000;

  /** Those are made of decisions and deliveries, not of what happens at a place. */
  private static final Set<Measure> OF_INTERVENTIONS =
      EnumSet.of(
          Measure.DELIVERY_FAILURES,
          Measure.SUPPRESSED,
          Measure.TREATED_HARM,
          Measure.HELD_OUT_HARM);

  private static final Map<Tally, Double> SUMS =
      Map.<Tally, Double>ofEntries(
          entry(Tally.EVENTS, 5000.0),
          entry(Tally.VIEWS, 800.0),
          entry(Tally.STEPS, 200.0),
          entry(Tally.STEPS_GONE_ON, 130.0),
          entry(Tally.CARTS_BOUGHT, 30.0),
          entry(Tally.CARTS_ABANDONED, 70.0),
          entry(Tally.CHECKOUTS_BOUGHT, 60.0),
          entry(Tally.CHECKOUTS_ABANDONED, 40.0),
          entry(Tally.FORMS_SENT, 45.0),
          entry(Tally.FORMS_ABANDONED, 55.0),
          entry(Tally.ANSWERED, 90.0),
          entry(Tally.WAITED_ANSWERED, 80.0),
          entry(Tally.WAITED_ANSWERED_MILLIS, 40 * MINUTE),
          entry(Tally.LEFT, 10.0),
          entry(Tally.LEFT_SHORTLY, 4.0),
          entry(Tally.WAITED_LEFT, 8.0),
          entry(Tally.WAITED_LEFT_MILLIS, 12 * MINUTE),
          entry(Tally.OFFERED_ANSWERED, 1000.0),
          entry(Tally.OFFERED_ANSWERED_IN_TIME, 860.0),
          entry(Tally.OFFERED_LEFT, 60.0),
          entry(Tally.OFFERED_LEFT_IN_TIME, 20.0),
          entry(Tally.OFFERED_LEFT_SHORTLY, 10.0),
          entry(Tally.OFFERED_CALLBACK, 5.0),
          entry(Tally.OFFERED_CALLBACK_IN_TIME, 3.0),
          entry(Tally.OFFERED_FLOWN_OUT, 7.0),
          entry(Tally.HANDLED, 50.0),
          entry(Tally.HANDLING_MILLIS, 250 * MINUTE),
          entry(Tally.TRANSFERRED, 6.0),
          entry(Tally.RESOLVED, 40.0),
          entry(Tally.RESOLVED_OF_KNOWN, 36.0),
          entry(Tally.RESOLUTION_ANSWERS, 20.0),
          entry(Tally.RESOLUTION_CONFIRMED, 17.0),
          entry(Tally.EPISODES, 100.0),
          entry(Tally.EPISODES_REPEATED, 18.0),
          entry(Tally.CONTACTS, 120.0),
          entry(Tally.QUEUE_STATES, 25.0),
          entry(Tally.QUEUE_STATES_SHORT, 3.0),
          entry(Tally.AGENTS_AVAILABLE, 75.0),
          entry(Tally.PROMOTERS, 50.0),
          entry(Tally.PASSIVES, 30.0),
          entry(Tally.DETRACTORS, 20.0),
          entry(Tally.CSAT_ANSWERS, 40.0),
          entry(Tally.CSAT_TOP, 32.0),
          entry(Tally.CES_ANSWERS, 10.0),
          entry(Tally.EASE, 6.5),
          entry(Tally.EASY_ANSWERS, 8.0),
          entry(Tally.EASY, 6.0),
          entry(Tally.EFFORT, 330.0),
          entry(Tally.EFFORT_KNOWN, 10.0),
          entry(Tally.EMOTION, -2.0),
          entry(Tally.EMOTION_KNOWN, 20.0),
          entry(Tally.FELT_WELL, 8.0),
          entry(Tally.FELT_BADLY, 3.0),
          entry(Tally.ERRORS, 16.0),
          entry(Tally.REQUESTS, 900.0),
          entry(Tally.SERVER_ERRORS, 9.0),
          entry(Tally.PAYMENTS_ATTEMPTED, 60.0),
          entry(Tally.PAYMENTS_FAILED, 3.0),
          entry(Tally.NEGATIVE_MENTIONS, 2.0),
          entry(Tally.LATE_DELIVERIES, 1.0),
          entry(Tally.LOADED, 100.0),
          entry(Tally.LOADED_SATISFYING, 60.0),
          entry(Tally.LOADED_TOLERABLE, 30.0));

  private static final Map<Crowd, Long> DISTINCT =
      Map.of(Crowd.CUSTOMERS, 220L, Crowd.SESSIONS, 250L, Crowd.FRUSTRATED_SESSIONS, 20L);

  private static final Map<Quantity, Map<Double, Double>> QUANTILES =
      Map.of(
          Quantity.WAIT, Map.of(0.5, 20_000.0, 0.9, 60_000.0, 0.99, 120_000.0),
          Quantity.LCP, Map.of(0.75, 2_400.0),
          Quantity.INP, Map.of(0.75, 180.0),
          Quantity.CLS, Map.of(0.75, 0.08));

  private static final Map<Measure, Double> EXPECTED =
      Map.<Measure, Double>ofEntries(
          entry(Measure.EVENTS, 5000.0),
          entry(Measure.VIEWS, 800.0),
          entry(Measure.VISITS, 250.0),
          entry(Measure.CUSTOMERS, 220.0),
          entry(Measure.STEP_CONVERSION, 0.65),
          entry(Measure.CART_ABANDONMENT, 0.7),
          entry(Measure.CHECKOUT_ABANDONMENT, 0.4),
          entry(Measure.FORM_ABANDONMENT, 0.55),
          entry(Measure.QUEUE_ABANDONMENT, 0.1),
          entry(Measure.QUEUE_ABANDONMENT_NET, 0.0625),
          entry(Measure.OFFERED, 100.0),
          entry(Measure.ANSWERED, 90.0),
          entry(Measure.WAIT_P50, 20_000.0),
          entry(Measure.WAIT_P90, 60_000.0),
          entry(Measure.WAIT_P99, 120_000.0),
          entry(Measure.WAIT_OLDEST, 61_000.0),
          entry(Measure.IN_QUEUE, 2.0),
          entry(Measure.SPEED_OF_ANSWER, 30_000.0),
          entry(Measure.TIME_TO_ABANDON, 90_000.0),
          entry(Measure.SERVICE_LEVEL_F1, 0.830189),
          entry(Measure.SERVICE_LEVEL_F2, 0.86),
          entry(Measure.SERVICE_LEVEL_F3, 0.811321),
          entry(Measure.SERVICE_LEVEL_F4, 0.826923),
          entry(Measure.SERVICE_LEVEL_F5, 0.820755),
          entry(Measure.SERVICE_LEVEL_F6, 0.819048),
          entry(Measure.SERVICE_LEVEL_CONNECT, 0.829108),
          entry(Measure.SERVICE_LEVEL_GENESYS, 0.811321),
          entry(Measure.HANDLE_TIME, 5 * MINUTE),
          entry(Measure.TRANSFERS, 0.12),
          entry(Measure.FIRST_CONTACT_RESOLUTION, 0.82),
          entry(Measure.RESOLUTION_COVERAGE, 0.9),
          entry(Measure.RESOLUTION_CONFIRMED, 0.85),
          entry(Measure.CONTACTS, 120.0),
          entry(Measure.AGENTS_AVAILABLE, 3.0),
          entry(Measure.CAPACITY_SHORT, 0.12),
          entry(Measure.NPS, 30.0),
          entry(Measure.PROMOTERS, 0.5),
          entry(Measure.DETRACTORS, 0.2),
          entry(Measure.CSAT, 0.8),
          entry(Measure.EASE, 0.65),
          entry(Measure.EASY, 0.75),
          entry(Measure.EFFORT, 33.0),
          entry(Measure.EMOTION, -0.1),
          entry(Measure.NET_EMOTION, 0.25),
          entry(Measure.FRUSTRATION, 0.08),
          entry(Measure.ERRORS, 0.02),
          entry(Measure.SERVER_ERRORS, 0.01),
          entry(Measure.APDEX, 0.75),
          entry(Measure.LCP_P75, 2_400.0),
          entry(Measure.INP_P75, 180.0),
          entry(Measure.CLS_P75, 0.08),
          entry(Measure.PAYMENT_FAILURES, 0.05),
          entry(Measure.NEGATIVE_MENTIONS, 2.0),
          entry(Measure.LATE_DELIVERIES, 1.0));

  @Test
  void eachMeasureIsMadeAsItsFormulaSays() {
    Map<Measure, Figure> figures =
        day().stream().collect(Collectors.toMap(Figure::measure, figure -> figure));

    EXPECTED.forEach(
        (measure, value) ->
            assertThat(Objects.requireNonNull(figures.get(measure)).value())
                .as(measure.id())
                .isCloseTo(value, within(0.000_001)));
  }

  @Test
  void noMeasureIsWithoutAnExample() {
    assertThat(day())
        .extracting(Figure::measure)
        .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    assertThat(EXPECTED.keySet())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.copyOf(OF_INTERVENTIONS)));
  }

  private static List<Figure> day() {
    Totals totals =
        new Totals() {
          @Override
          public double sum(Tally tally) {
            return Objects.requireNonNull(SUMS.get(tally), tally.name());
          }

          @Override
          public long samples(Quantity quantity) {
            return 88;
          }

          @Override
          public @Nullable Double quantile(Quantity quantity, double rank) {
            return Objects.requireNonNull(QUANTILES.get(quantity)).get(rank);
          }

          @Override
          public long distinct(Crowd crowd) {
            return Objects.requireNonNull(DISTINCT.get(crowd));
          }
        };
    return Figures.of(totals, new Queue(2, 61_000L), ContactGoal.STANDARD);
  }
}
