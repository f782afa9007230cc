package io.waymark.domain.intervention;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.escalated;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static io.waymark.domain.intervention.SignalStory.retracted;
import static io.waymark.domain.intervention.SignalStory.rule;
import static io.waymark.domain.intervention.SignalStory.shadow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertLifecycleTest {
  private static final Rule ABANDONED =
      rule(
          new Pattern.OnEvent(Selector.of("x")),
          new Alerting(List.of("touchpoint", "cart_id", "branch"), "web", "https://runbook"),
          null);

  private final AlertLifecycle lifecycle = new AlertLifecycle();
  private final List<Alert> emitted = new ArrayList<>();
  private AlertLifecycle.State state;

  @Test
  void opensWithTheFireAndSaysWhoShouldLookAtWhat() {
    when(fired("s1", TEN));
    assertThat(emitted)
        .containsExactly(
            new Alert(
                AlertLifecycle.alertId(fired("s1", TEN)),
                Alert.Status.OPEN,
                Map.of("touchpoint", "/checkout", "cart_id", "k1"),
                List.of("checkout-abandoned"),
                Severity.MEDIUM,
                "Checkout abandoned",
                "/checkout",
                "web",
                "web",
                "https://runbook",
                1,
                1,
                List.of("ann"),
                TEN,
                TEN));
  }

  @Test
  void isUpdatedByEscalationAndResolvedWithTheFire() {
    when(fired("s1", TEN));
    when(escalated("s1", Severity.HIGH, TEN + MINUTE));
    when(resolved("s1", TEN + 2 * MINUTE));
    assertThat(emitted)
        .extracting(Alert::status, Alert::severity, Alert::firstAt, Alert::lastAt)
        .containsExactly(
            tuple(Alert.Status.OPEN, Severity.MEDIUM, TEN, TEN),
            tuple(Alert.Status.UPDATED, Severity.HIGH, TEN, TEN + MINUTE),
            tuple(Alert.Status.RESOLVED, Severity.HIGH, TEN, TEN + 2 * MINUTE));
    assertThat(emitted).extracting(Alert::alertId).containsOnly(emitted.get(0).alertId());
  }

  @Test
  void eachFireHasAnAlertOfItsOwn() {
    assertThat(AlertLifecycle.alertId(fired("s1", TEN)))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(AlertLifecycle.alertId(fired("s2", TEN)));
  }

  @Test
  void aRetractedFireResolvesWithoutGoingBackInTime() {
    when(fired("s1", TEN));
    when(retracted("s1", TEN - MINUTE));
    assertThat(emitted)
        .extracting(Alert::status)
        .containsExactly(Alert.Status.OPEN, Alert.Status.RESOLVED);
    assertThat(emitted.get(1).lastAt()).isEqualTo(TEN);
  }

  @Test
  void repetitionsTellNothingNew() {
    for (int run = 0; run < 2; run++) {
      when(fired("s1", TEN));
      when(escalated("s1", Severity.HIGH, TEN + MINUTE));
      when(escalated("s1", Severity.CRITICAL, TEN + 2 * MINUTE));
      when(escalated("s1", Severity.CRITICAL, TEN + 2 * MINUTE));
      when(escalated("s1", Severity.HIGH, TEN + MINUTE));
      when(resolved("s1", TEN + 3 * MINUTE));
    }
    assertThat(emitted)
        .extracting(Alert::status)
        .containsExactly(
            Alert.Status.OPEN, Alert.Status.UPDATED, Alert.Status.UPDATED, Alert.Status.RESOLVED);
  }

  @Test
  void shadowRulesRulesWithoutAlertAndUnknownFiresTellNothing() {
    when(shadow(fired("s1", TEN)));
    take(lifecycle.advance(state, fired("s1", TEN), null, TEN));
    take(
        lifecycle.advance(
            state, fired("s1", TEN), rule(new Pattern.OnEvent(Selector.any()), null, null), TEN));
    when(resolved("s1", TEN));
    assertThat(emitted).isEmpty();
    assertThat(state).isNull();
  }

  @Test
  void isRememberedForAsLongAsItCanChange() {
    assertThat(lifecycle.advance(null, fired("s1", TEN), ABANDONED, TEN).wakeAt())
        .isEqualTo(TEN + 24 * HOUR);
    Rule slow =
        rule(
            new Pattern.Wait(
                Selector.of("start"),
                Selector.of("end"),
                List.of(
                    new Pattern.Level(HOUR, Severity.LOW),
                    new Pattern.Level(49 * HOUR, Severity.HIGH))),
            new Alerting(List.of(), null, null),
            null);
    assertThat(lifecycle.advance(null, fired("s1", TEN), slow, TEN).wakeAt())
        .isEqualTo(TEN + 48 * HOUR);
  }

  @Test
  void aReplayedFireIsRememberedLongEnoughToBeResolvedAgain() {
    assertThat(lifecycle.advance(null, fired("s1", TEN), ABANDONED, TEN + 72 * HOUR).wakeAt())
        .isEqualTo(TEN + 96 * HOUR);
  }

  private void when(Signal signal) {
    take(lifecycle.advance(state, signal, ABANDONED, signal.occurredAt()));
  }

  private void take(AlertLifecycle.Step step) {
    state = step.state();
    if (step.emitted() != null) {
      emitted.add(step.emitted());
    }
  }
}
