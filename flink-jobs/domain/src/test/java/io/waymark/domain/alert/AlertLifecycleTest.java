package io.waymark.domain.alert;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.escalated;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static io.waymark.domain.intervention.SignalStory.retracted;
import static io.waymark.domain.intervention.SignalStory.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertLifecycleTest {
  private static final long SECOND = 1_000;
  private static final Alerting OF_TOUCHPOINT =
      new Alerting(List.of("touchpoint", "branch"), "web", "https://runbook");
  private static final Rule ABANDONED =
      rule(new Pattern.OnEvent(Selector.of("x")), OF_TOUCHPOINT, null);
  private static final Rule SLOW =
      rule(
          new Pattern.Wait(
              Selector.of("start"),
              Selector.of("end"),
              List.of(
                  new Pattern.Level(HOUR, Severity.LOW),
                  new Pattern.Level(3 * HOUR, Severity.HIGH))),
          OF_TOUCHPOINT,
          null);

  private final AlertStory story = new AlertStory();

  @Test
  void opensWithTheFirstFireAndSaysWhoShouldLookAtWhat() {
    when(fired("s1", TEN));
    assertThat(story.emitted())
        .containsExactly(
            new Alert(
                story.emitted().get(0).alertId(),
                Status.OPEN,
                Alert.Origin.SIGNALS,
                Map.of("touchpoint", "/checkout"),
                List.of("checkout-abandoned"),
                Severity.MEDIUM,
                "Checkout abandoned",
                "/checkout",
                "web",
                "web",
                "https://runbook",
                new Impact(1, 1, List.of("ann"), 1, null, Impact.Trend.RISING, null, null),
                null,
                TEN,
                TEN,
                null,
                0,
                null));
  }

  @Test
  void itsIdIsPublishedAndNeverChanges() {
    when(fired("s1", TEN));
    assertThat(story.emitted().get(0).alertId()).isEqualTo("7b45585d5e5b131305726faa00045f5c");
  }

  @Test
  void whatManyCustomersMeetIsOneAlertToldEveryTenSecondsAtMost() {
    for (int i = 0; i < 132; i++) {
      when(by("customer-" + i, fired("s" + i, TEN + i * 100)));
    }
    story.until(TEN + MINUTE);
    assertThat(story.emitted())
        .extracting(Alert::status, Alert::lastAt, alert -> alert.impact().count())
        .containsExactly(
            tuple(Status.OPEN, TEN, 1L),
            tuple(Status.UPDATED, TEN + 10 * SECOND, 101L),
            tuple(Status.UPDATED, TEN + 20 * SECOND, 132L));
    Impact whom = story.last().impact();
    assertThat(whom.customers()).isBetween(128L, 136L);
    assertThat(whom.recent()).isBetween(128L, 136L);
    assertThat(whom.samples())
        .containsExactly("customer-0", "customer-1", "customer-2", "customer-3", "customer-4");
  }

  @Test
  void aHigherSeverityIsToldAtOnce() {
    when(fired("s1", TEN));
    when(escalated("s1", Severity.CRITICAL, TEN + SECOND));
    when(escalated("s1", Severity.HIGH, TEN + 2 * SECOND));
    assertThat(story.emitted())
        .extracting(Alert::status, Alert::severity, Alert::lastAt)
        .containsExactly(
            tuple(Status.OPEN, Severity.MEDIUM, TEN),
            tuple(Status.UPDATED, Severity.CRITICAL, TEN + SECOND));
  }

  @Test
  void isOverWhenAllItsFiresAre() {
    when(fired("s1", TEN));
    when(by("bob", fired("s2", TEN + SECOND)));
    when(resolved("s1", TEN + MINUTE));
    assertThat(story.last().status()).isEqualTo(Status.UPDATED);
    when(by("bob", resolved("s2", TEN + 2 * MINUTE)));
    assertThat(story.last())
        .extracting(Alert::status, Alert::cause, Alert::lastAt)
        .containsExactly(Status.RESOLVED, Cause.OVER, TEN + 2 * MINUTE);
    story.until(TEN + 2 * MINUTE + Reopenings.WITHIN);
    assertThat(story.state()).as("nothing is remembered for ever").isNull();
  }

  @Test
  void isRetractedWhenAllOfItWas() {
    when(fired("s1", TEN));
    when(by("bob", fired("s2", TEN + SECOND)));
    when(retracted("s1", TEN + MINUTE));
    when(by("bob", retracted("s2", TEN + MINUTE)));
    assertThat(story.last().cause()).isEqualTo(Cause.RETRACTED);
  }

  @Test
  void isQuietWhenNothingNewCameForHalfAnHour() {
    when(fired("s1", TEN));
    when(by("bob", fired("s2", TEN + 20 * MINUTE)));
    story.until(TEN + 50 * MINUTE - 1);
    assertThat(story.last().status()).isEqualTo(Status.UPDATED);
    story.until(TEN + 50 * MINUTE);
    assertThat(story.last())
        .extracting(Alert::status, Alert::cause)
        .containsExactly(Status.RESOLVED, Cause.QUIET);
  }

  @Test
  void isNotQuietWhileAWaitCanStillEscalate() {
    story.take(Report.of(fired("s1", TEN), SLOW, OF_TOUCHPOINT, TEN));
    story.until(TEN + 2 * HOUR + 30 * MINUTE - 1);
    assertThat(story.last().status()).isEqualTo(Status.OPEN);
    story.until(TEN + 2 * HOUR + 30 * MINUTE);
    assertThat(story.last().cause()).isEqualTo(Cause.QUIET);
  }

  @Test
  void comesBackWithinHalfAnHourAndIsAnotherOneLater() {
    when(fired("s1", TEN));
    when(resolved("s1", TEN + MINUTE));
    when(fired("s2", TEN + 31 * MINUTE));
    assertThat(story.last())
        .extracting(Alert::status, Alert::reopened, Alert::cause, Alert::firstAt)
        .containsExactly(Status.OPEN, 1, null, TEN);
    assertThat(story.ids()).hasSize(1);
    when(resolved("s2", TEN + 32 * MINUTE));
    when(fired("s3", TEN + 62 * MINUTE + 1));
    assertThat(story.last().reopened()).isZero();
    assertThat(story.ids()).hasSize(2);
  }

  @Test
  void whatFlapsStaysOpenUntilItIsQuiet() {
    for (int i = 0; i < 10; i++) {
      when(fired("s" + i, TEN + 2 * i * MINUTE));
      when(resolved("s" + i, TEN + (2 * i + 1) * MINUTE));
    }
    assertThat(story.emitted()).filteredOn(a -> a.status() == Status.RESOLVED).hasSize(3);
    assertThat(story.last().status()).isEqualTo(Status.UPDATED);
    story.until(TEN + 18 * MINUTE + 30 * MINUTE);
    assertThat(story.last())
        .extracting(Alert::status, Alert::cause, Alert::reopened)
        .containsExactly(Status.RESOLVED, Cause.QUIET, 3);
  }

  @Test
  void whereAndHowAreToldIfAllShareThem() {
    when(fired("s1", TEN));
    assertThat(story.last().channel()).isEqualTo("web");
    Report inApp = Report.of(fired("s2", TEN + MINUTE), ABANDONED, OF_TOUCHPOINT, TEN + MINUTE);
    story.take(
        new Report(
            inApp.key(),
            inApp.ruleId(),
            inApp.group(),
            inApp.title(),
            null,
            null,
            "s2",
            inApp.status(),
            inApp.severity(),
            "bob",
            "/checkout",
            "app",
            inApp.at(),
            inApp.at(),
            null));
    assertThat(story.last())
        .extracting(Alert::touchpoint, Alert::channel)
        .containsExactly("/checkout", null);
  }

  @Test
  void theCartsOfThoseItConcernsAreAtRiskUntilTheyAreNot() {
    story.take(report(fired("s1", TEN)).with(new CartValue(100, "THB")));
    story.take(report(by("bob", fired("s2", TEN + SECOND))).with(new CartValue(50, "THB")));
    story.take(report(by("bob", fired("s3", TEN + 2 * SECOND))).with(new CartValue(70, "THB")));
    story.take(report(by("eve", fired("s4", TEN + 3 * SECOND))).with(new CartValue(9, "USD")));
    story.take(report(by("joe", fired("s5", TEN + 4 * SECOND))));
    story.until(TEN + 10 * SECOND);
    assertThat(story.last().impact())
        .extracting(Impact::valueAtRisk, Impact::currency)
        .containsExactly(170.0, "THB");
    when(resolved("s1", TEN + MINUTE));
    assertThat(story.last().impact().valueAtRisk()).isEqualTo(70.0);
  }

  @Test
  void moreFiresThanCanBeRememberedEndByQuiet() {
    for (int i = 0; i <= AlertState.FIRES; i++) {
      when(by("c" + i, fired("s" + i, TEN + i)));
    }
    for (int i = 0; i <= AlertState.FIRES; i++) {
      when(by("c" + i, resolved("s" + i, TEN + MINUTE + i)));
    }
    assertThat(story.last().status()).isEqualTo(Status.UPDATED);
    story.until(TEN + HOUR);
    assertThat(story.last().cause()).isEqualTo(Cause.QUIET);
    assertThat(story.last().impact().count()).isEqualTo(AlertState.FIRES + 1);
  }

  @Test
  void ofAnErasedCustomerNothingIsLeftButThatThereWasOneMore() {
    when(fired("s1", TEN));
    when(by("bob", fired("s2", TEN + SECOND)));
    story.until(TEN + MINUTE);
    AlertLifecycle.Step step = new AlertLifecycle().erase(story.state(), "ann");
    assertThat(step.emitted().impact())
        .extracting(Impact::count, Impact::customers, Impact::samples)
        .containsExactly(2L, 2L, List.of("bob"));
    assertThat(step.state().fires()).extracting(OpenFire::signalId).containsExactly("s2");
    assertThat(new AlertLifecycle().erase(step.state(), "bob").state()).isNull();
  }

  private void when(Signal signal) {
    story.take(report(signal));
  }

  private static Report report(Signal signal) {
    return Report.of(signal, ABANDONED, OF_TOUCHPOINT, signal.occurredAt());
  }
}
