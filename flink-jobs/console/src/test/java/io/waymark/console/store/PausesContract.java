package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.intervention.Pause;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Interventions that are paused, here or elsewhere. */
abstract class PausesContract extends StoreContract {
  PausesContract(TestedDatabase tested) {
    super(tested);
  }

  @Test
  void aPauseThatIsSaidElsewhereIsNobodysHere() {
    Tallies tallies = new Tallies(database);
    PauseWork word = new PauseWork(database, audit);
    word.asked(new Pause("r1", true, "too many", T0), "nok");
    word.said(new Pause("r1", true, "too many", T0));
    pause(T0);
    assertThat(tallies.pauses().get("r1").who()).isEqualTo("nok");
    pause(T0 + 1);
    assertThat(tallies.pauses().get("r1").who()).isNull();
  }

  @Test
  void aPauseThatComesBackWhileItIsConfirmedWaitsItsTurn() throws Exception {
    PauseWork word = new PauseWork(database, audit);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 200; i++) {
        Pause pause = new Pause("r1", true, "x", T0 + i);
        word.asked(pause, "nok");
        CountDownLatch both = new CountDownLatch(2);
        Future<?> intake =
            other.submit(
                () -> {
                  both.countDown();
                  both.await();
                  pause(pause.at());
                  return null;
                });
        both.countDown();
        both.await();
        word.said(pause);
        intake.get(60, TimeUnit.SECONDS);
      }
    } finally {
      other.shutdownNow();
    }
    assertThat(new Tallies(database).pauses().get("r1").who()).isEqualTo("nok");
  }

  @Test
  void aPauseThatWasAskedForHereGivesWayToALaterOneFromElsewhere() {
    PauseWork word = new PauseWork(database, audit);
    word.asked(new Pause("r1", true, "too many", T0), "nok");
    Portion portion = new Portion();
    portion.pause(said(T0, true));
    portion.pause(said(T0 + 1, false));
    portion.readUpTo("waymark.pauses", 0, 2);
    intake.put(portion);
    assertThat(new Tallies(database).pauses().get("r1").paused()).isFalse();
    assertThat(new Tallies(database).pauses().get("r1").who()).isNull();
    assertThat(actions()).containsExactly("intervention.pause", "intervention.pause.asked");
  }

  @Test
  void ofAllThatIsSaidOfARuleTheLastWordByItsTimeCountsHoweverLateAnotherComes() {
    Tallies tallies = new Tallies(database);
    PauseWork word = new PauseWork(database, audit);
    word.asked(new Pause("r1", false, "looked at", T0 + 1), "nok");
    word.said(new Pause("r1", false, "looked at", T0 + 1));
    // A guardrail speaks at the time of the event that proved it.
    pause(T0);
    assertThat(tallies.pauses().get("r1").paused()).isFalse();
    assertThat(tallies.pauses().get("r1").who()).isEqualTo("nok");

    Portion portion = new Portion();
    portion.pause(said(T0 + 3, true));
    portion.pause(said(T0 + 2, false));
    portion.pause(said(T0 + 3, false));
    portion.readUpTo("waymark.pauses", 0, 3);
    intake.put(portion);
    assertThat(tallies.pauses().get("r1").paused()).isTrue();
    assertThat(tallies.pauses().get("r1").at()).isEqualTo(T0 + 3);
    assertThat(tallies.pauses().get("r1").who()).isNull();
  }

  @Test
  void aPauseIsInTheAuditBeforeItIsSaidAndWithWhatCameOfIt() {
    PauseWork pauses = new PauseWork(database, audit);
    Pause pause = new Pause("r1", true, "too many", T0);
    pauses.asked(pause, "nok");
    assertThat(actions()).containsExactly("intervention.pause.asked");
    assertThat(new Tallies(database).pauses()).isEmpty();
    pauses.failed(pause, "nok", "TimeoutException", true);
    assertThat(actions()).containsExactly("intervention.pause.failed", "intervention.pause.asked");

    // It has failed: that the topic has one like it is somebody else's doing.
    pause(T0);
    assertThat(actions()).hasSize(2);
    assertThat(new Tallies(database).pauses().get("r1").who()).isNull();
  }

  @Test
  void aPauseThatNobodyConfirmedIsConfirmedByItsTopic() {
    PauseWork pauses = new PauseWork(database, audit);
    pauses.asked(new Pause("r1", true, "too many", T0), "nok");
    pauses.failed(new Pause("r1", true, "too many", T0), "nok", "TimeoutException", false);
    // And after a kill between the two.
    pauses.asked(new Pause("r1", true, "too many", T0 + 1), "nok");
    pause(T0);
    pause(T0 + 1);
    assertThat(actions())
        .containsExactly(
            "intervention.pause",
            "intervention.pause",
            "intervention.pause.asked",
            "intervention.pause.unconfirmed",
            "intervention.pause.asked");
    assertThat(new Tallies(database).pauses().get("r1").who()).isEqualTo("nok");
    // Whoever was slower says nothing a second time.
    pauses.said(new Pause("r1", true, "too many", T0 + 1));
    assertThat(actions()).hasSize(5);
  }

  private List<String> actions() {
    return audit.latest(9, Long.MAX_VALUE).stream().map(AuditLog.Entry::action).toList();
  }
}
