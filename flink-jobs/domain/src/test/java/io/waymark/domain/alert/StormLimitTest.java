package io.waymark.domain.alert;

import static io.waymark.domain.alert.AnomalyStory.incident;
import static io.waymark.domain.alert.AnomalyStory.met;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.anomaly.AnomalyPattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StormLimitTest {
  private final StormLimit limit = new StormLimit();
  private final List<Alert> told = new ArrayList<>();
  private StormState state;

  @BeforeEach
  void asManyAsMayBeOpen() {
    for (int i = 0; i < StormLimit.OPEN; i++) {
      when(met("a" + i, "rage-click", "web", TEN));
    }
    assertThat(told).hasSize(StormLimit.OPEN);
    told.clear();
  }

  @Test
  void aStormIsOneAlertMoreThatSaysSoAndCounts() {
    for (int i = 0; i < 10_000; i++) {
      when(met("b" + i, "rage-click", "web", TEN + i));
    }
    until(TEN + MINUTE);
    assertThat(told).extracting(Alert::status).containsExactly(Status.OPEN, Status.UPDATED);
    assertThat(told.get(1).title())
        .isEqualTo("rage-click: 10,000 more alerts than are told one by one");
    assertThat(told.get(1).impact().count()).isEqualTo(10_000);
    assertThat(told.get(1).ruleIds()).containsExactly("rage-click");
    assertThat(state.open()).hasSize(StormLimit.OPEN);
    until(TEN + 9_999 + 30 * MINUTE);
    assertThat(told.get(2))
        .extracting(Alert::status, Alert::cause)
        .containsExactly(Status.RESOLVED, Cause.QUIET);
  }

  @Test
  void aStormOfAnomaliesIsOneOfAnomalies() {
    state = null;
    for (int i = 0; i < StormLimit.OPEN + 3; i++) {
      when(incident("i" + i, AnomalyPattern.ERROR_SPIKE, null, TEN + i));
    }
    until(TEN + MINUTE);
    Alert overflow = told.get(told.size() - 1);
    assertThat(overflow.origin()).isEqualTo(Alert.Origin.ANOMALY);
    assertThat(overflow.title()).isEqualTo("Errors are up: 3 more alerts than are told one by one");
    assertThat(overflow.impact().count()).isEqualTo(3);
    assertThat(overflow.ruleIds()).containsExactly("error-spike");
  }

  @Test
  void whatIsOpenGoesOnAndMakesRoomWhenItIsOver() {
    when(met("b", "rage-click", "web", TEN + 1));
    told.clear();
    Alert open = met("a1", "rage-click", "web", TEN + 2);
    when(open.as(Status.UPDATED, null, TEN + 2));
    when(met("b", "rage-click", "web", TEN + 1).as(Status.UPDATED, null, TEN + 3));
    when(open.as(Status.RESOLVED, Cause.OVER, TEN + 4));
    when(met("b", "rage-click", "web", TEN + 1).as(Status.UPDATED, null, TEN + 5));
    assertThat(told)
        .extracting(alert -> alert.alertId() + " " + alert.status())
        .containsExactly("a1 UPDATED", "a1 RESOLVED", "b OPEN");
  }

  @Test
  void whatWasNeverToldIsNotToldToBeOver() {
    when(met("b", "rage-click", "web", TEN + 1));
    told.clear();
    when(met("b", "rage-click", "web", TEN + 1).as(Status.RESOLVED, Cause.OVER, TEN + 2));
    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsRememberedOfWhatIsOver() {
    for (int i = 0; i < StormLimit.OPEN; i++) {
      when(met("a" + i, "rage-click", "web", TEN).as(Status.RESOLVED, Cause.OVER, TEN + 1));
    }
    assertThat(state).isNull();
  }

  private void when(Alert alert) {
    until(alert.lastAt() - 1);
    take(limit.advance(state, alert));
  }

  private void until(long time) {
    long next = StormLimit.Step.of(state).wakeAt();
    while (next <= time) {
      take(limit.wake(state, next));
      next = StormLimit.Step.of(state).wakeAt();
    }
  }

  private void take(StormLimit.Step step) {
    state = step.kept();
    told.addAll(step.emitted());
  }
}
