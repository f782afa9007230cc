package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.at;
import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactLegTest {
  private static final Touch QUEUED = touch(0, "call_queued", "billing");

  private final Told leg = new Told(ContactLeg.UNKNOWN);

  @Test
  void whoWaitsIsInTheQueueUntilSomebodyAnswers() {
    leg.event(QUEUED).until(at(5));
    assertThat(leg.measured()).containsOnlyKeys("Waiting@billing+0");

    leg.event(touch(12, "call_answered", "billing", "wait_ms", 12_000L)).until(at(20));
    assertThat(leg.measured())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ANSWERED@billing+12", 1.0,
                "WAITED_ANSWERED@billing+12", 1.0,
                "WAITED_ANSWERED_MILLIS@billing+12", 12_000.0,
                "Sample@billing+12", 1.0,
                "OFFERED_ANSWERED@billing+0", 1.0,
                "OFFERED_ANSWERED_IN_TIME@billing+0", 1.0));
  }

  @Test
  void whoLeavesWithinFiveSecondsLeavesShortly() {
    leg.event(QUEUED).event(touch(4, "call_left", "billing", "wait_ms", 4_000L)).until(at(9));

    assertThat(leg.measured())
        .containsEntry("LEFT@billing+4", 1.0)
        .containsEntry("LEFT_SHORTLY@billing+4", 1.0)
        .containsEntry("OFFERED_LEFT_IN_TIME@billing+0", 1.0)
        .doesNotContainKey("ANSWERED@billing+4");
  }

  @Test
  void theWaitIsWhatTheEventSaysNotWhenItCame() {
    leg.event(touch(60, "call_answered", "billing", "wait_ms", 30_000L)).until(at(70));

    assertThat(leg.measured())
        .containsEntry("WAITED_ANSWERED_MILLIS@billing+60", 30_000.0)
        .containsEntry("OFFERED_ANSWERED@billing+30", 1.0)
        .doesNotContainKey("OFFERED_ANSWERED_IN_TIME@billing+30");
  }

  @Test
  void aTransferredLegIsHandledAndItsWrapUpCorrectsTheTime() {
    leg.event(QUEUED)
        .event(touch(10, "call_answered", "billing", "wait_ms", 10_000L))
        .event(touch(70, "call_transferred", "billing", "to_queue", "second_line"))
        .event(touch(71, "call_ended", "billing", "talk_ms", 60_000L, "hold_total_ms", 5_000L))
        .until(at(80));
    assertThat(leg.measured())
        .containsEntry("TRANSFERRED@billing+70", 1.0)
        .containsEntry("HANDLED@billing+71", 1.0)
        .containsEntry("HANDLING_MILLIS@billing+71", 65_000.0);

    leg.event(touch(100, "contact_wrapup", "billing", "acw_ms", 20_000L));
    assertThat(leg.measured())
        .containsEntry("HANDLED@billing+71", 1.0)
        .containsEntry("HANDLING_MILLIS@billing+71", 85_000.0);
  }

  @Test
  void whoeverAsksForACallbackHasNotLeft() {
    leg.event(QUEUED).event(touch(15, "callback_requested", "billing", "wait_ms", 15_000L));

    assertThat(leg.measured())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("OFFERED_CALLBACK@billing+0", 1.0, "OFFERED_CALLBACK_IN_TIME@billing+0", 1.0));
  }

  /** Its end has been lost: an hour on the phone, a visit's quiet in a chat, hours at a counter. */
  @ParameterizedTest
  @CsvSource({"call_queued,3600", "chat_queued,1800", "queue_ticket_issued,14400"})
  void nobodyWaitsForEver(String queued, int longest) {
    leg.event(touch(0, queued, "billing")).until(at(longest - 1));
    assertThat(leg.measured()).containsOnlyKeys("Waiting@billing+0");

    leg.until(at(longest));
    assertThat(leg.measured()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact_wrapup", "call_ended", ContactLeg.MOVED_ON})
  void whoDoesWhatComesAfterAWaitDoesNotWait(String later) {
    leg.event(QUEUED).event(touch(90, later, null)).until(at(80));
    assertThat(leg.measured()).containsOnlyKeys("Waiting@billing+0");

    leg.until(at(90));
    assertThat(leg.measured()).isEmpty();
  }

  @Test
  void theEndThatComesLateIsMeasuredAllTheSame() {
    leg.event(QUEUED).event(touch(90, ContactLeg.MOVED_ON, null)).until(at(100));
    leg.event(touch(50, "call_left", "billing", "wait_ms", 50_000L));

    assertThat(leg.measured()).containsEntry("LEFT@billing+50", 1.0).hasSize(5);
  }

  @Test
  void whoIsHandedOnBeforeAnybodyAnswersHasFlownOut() {
    leg.event(QUEUED).event(touch(40, "call_transferred", "billing")).until(at(50));

    assertThat(leg.measured())
        .isEqualTo(Map.of("OFFERED_FLOWN_OUT@billing+0", 1.0, "TRANSFERRED@billing+40", 1.0));
  }

  /** Of whom it is not known how long they waited nobody can say that it was too long. */
  @Test
  void aWaitThatIsNotKnownIsNeitherShortNorLong() {
    leg.event(touch(60, "call_answered", "billing")).until(at(70));

    assertThat(leg.measured()).isEqualTo(Map.of("ANSWERED@billing+60", 1.0));
  }

  @Test
  void aBranchGivesItsNumbersOutAgain() {
    leg.event(touch(0, "queue_ticket_issued", null, "branch", "silom"))
        .event(touch(300, "queue_ticket_served", null, "branch", "silom"))
        .event(touch(5_000, "queue_ticket_issued", null, "branch", "silom"))
        .until(at(5_001));

    assertThat(leg.measured())
        .containsEntry("ANSWERED@silom+300", 1.0)
        .containsEntry("Waiting@silom+5000", 1.0);
  }

  @Test
  void ofTwoBranchesWithTheSameNumberEachHasItsOwnWait() {
    assertThat(StrandKey.of(ticket("silom"), null, null))
        .containsExactly(new StrandKey(StrandKey.Kind.LEG, "ticket:silom:A12"))
        .doesNotContainAnyElementsOf(StrandKey.of(ticket("siam"), null, null));
  }

  private static Touch ticket(String branch) {
    return touch(0, "queue_ticket_issued", null, "branch", branch, "queue_ticket", "A12");
  }

  @Test
  void inWhateverOrderItBecomesKnownItIsTheSame() {
    List<Touch> story =
        List.of(
            QUEUED,
            touch(25, "call_answered", "billing", "wait_ms", 25_000L),
            touch(90, "call_transferred", "billing"),
            touch(91, "call_ended", "billing", "talk_ms", 66_000L),
            touch(99, "contact_wrapup", "billing", "acw_ms", 5_000L));
    Told inOrder = new Told(ContactLeg.UNKNOWN);
    story.forEach(inOrder::event);
    inOrder.until(at(200));
    assertThat(inOrder.measured()).hasSize(8);

    for (List<Touch> order : Told.permutations(story)) {
      Told told = new Told(ContactLeg.UNKNOWN);
      order.forEach(told::event);
      assertThat(told.until(at(200)).measured()).as("%s", order).isEqualTo(inOrder.measured());
    }
  }

  @Test
  void aNumberDrawnInABranchIsAWaitToo() {
    leg.event(touch(0, "queue_ticket_issued", null, "branch", "silom"))
        .event(touch(300, "queue_ticket_served", null, "branch", "silom", "wait_ms", 300_000L));

    assertThat(leg.measured()).containsEntry("WAITED_ANSWERED_MILLIS@silom+300", 300_000.0);
  }
}
