package io.waymark.domain.alert;

import static io.waymark.domain.alert.AnomalyStory.payments;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyLifecycleTest {
  private final AnomalyLifecycle lifecycle = new AnomalyLifecycle();
  private final List<Alert> emitted = new ArrayList<>();
  private AnomalyState state;

  @Test
  void opensWithWhatIsOutOfLineAndWhatIsNormal() {
    when(Anomaly.Status.FIRED, 5, 0.31);
    assertThat(emitted)
        .singleElement()
        .extracting(
            Alert::title,
            Alert::origin,
            Alert::severity,
            Alert::group,
            Alert::ruleIds,
            Alert::deviation)
        .containsExactly(
            "Payments fail at payment: payment failures 31 % of 132, 4 % is normal",
            Alert.Origin.ANOMALY,
            Severity.CRITICAL,
            Map.of("touchpoint", "payment"),
            List.of("payment-failure-spike"),
            new Deviation(Measure.PAYMENT_FAILURES, 0.31, 0.04));
  }

  @Test
  void isToldAgainWithEachWindowUntilItHasRecovered() {
    when(Anomaly.Status.FIRED, 5, 0.31);
    when(Anomaly.Status.CONTINUED, 10, 0.4);
    when(Anomaly.Status.CONTINUED, 10, 0.4);
    when(Anomaly.Status.RECOVERED, 15, 0.03);
    assertThat(emitted)
        .extracting(
            Alert::status, Alert::cause, a -> a.impact().count(), a -> a.deviation().reading())
        .containsExactly(
            tuple(Status.OPEN, null, 1L, 0.31),
            tuple(Status.UPDATED, null, 2L, 0.4),
            tuple(Status.RESOLVED, Cause.RECOVERED, 2L, 0.03));
    assertThat(emitted.get(2).title()).contains("40 %");
    assertThat(emitted).extracting(Alert::alertId).containsOnly(emitted.get(0).alertId());
  }

  @Test
  void comesBackWithinHalfAnHourAndIsAnotherOneLater() {
    when(Anomaly.Status.FIRED, 5, 0.31);
    when(Anomaly.Status.RECOVERED, 15, 0.03);
    when(Anomaly.Status.FIRED, 45, 0.31);
    assertThat(last().reopened()).isEqualTo(1);
    assertThat(last().status()).isEqualTo(Status.OPEN);
    when(Anomaly.Status.RECOVERED, 50, 0.03);
    until(TEN + 80 * MINUTE);
    assertThat(state).isNull();
  }

  @Test
  void whatFlapsIsOverWhenTheRecoveryLasts() {
    for (int i = 0; i < 5; i++) {
      when(Anomaly.Status.FIRED, 10 * i, 0.31);
      when(Anomaly.Status.RECOVERED, 10 * i + 5, 0.03);
    }
    assertThat(emitted).filteredOn(a -> a.status() == Status.RESOLVED).hasSize(3);
    until(TEN + 75 * MINUTE - 1);
    assertThat(last().status()).isEqualTo(Status.UPDATED);
    until(TEN + 75 * MINUTE);
    assertThat(last().cause()).isEqualTo(Cause.RECOVERED);
  }

  @Test
  void whatNothingIsHeardOfForADayIsOver() {
    when(Anomaly.Status.FIRED, 5, 0.31);
    until(TEN + 5 * MINUTE + AnomalyLifecycle.UNHEARD);
    assertThat(last().cause()).isEqualTo(Cause.QUIET);
  }

  @Test
  void ofWhichNothingIsKnownAnyMoreIsQuietAndNotRecovered() {
    when(Anomaly.Status.FIRED, 5, 0.31);
    when(Anomaly.Status.UNKNOWN, 65, 0.31);
    assertThat(last().cause()).isEqualTo(Cause.QUIET);
    assertThat(last().deviation().reading()).isEqualTo(0.31);
  }

  @Test
  void twoSubjectsAtOnePlaceAreTwoAlerts() {
    Anomaly one = payments(Anomaly.Status.FIRED, 5, 0.31, "bank");
    Anomaly other = payments(Anomaly.Status.FIRED, 5, 0.31, "card");
    assertThat(AnomalyLifecycle.key(one)).isNotEqualTo(AnomalyLifecycle.key(other));
    assertThat(lifecycle.advance(null, one).emitted().group())
        .isEqualTo(Map.of("touchpoint", "payment", "subject", "bank"));
  }

  private void when(Anomaly.Status status, int minutes, double reading) {
    take(lifecycle.advance(state, payments(status, minutes, reading)));
  }

  private void until(long time) {
    long next = new AnomalyLifecycle.Step(state, null).wakeAt();
    while (next <= time) {
      take(lifecycle.wake(state, next));
      next = new AnomalyLifecycle.Step(state, null).wakeAt();
    }
  }

  private void take(AnomalyLifecycle.Step step) {
    state = step.state();
    if (step.emitted() != null) {
      emitted.add(step.emitted());
    }
  }

  private Alert last() {
    return emitted.get(emitted.size() - 1);
  }
}
