package io.waymark.domain.delivery;

import static io.waymark.domain.delivery.DeliveryStory.EVERYTHING;
import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.MINUTE;
import static io.waymark.domain.delivery.DeliveryStory.SECOND;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.dispatch;
import static io.waymark.domain.delivery.DeliveryStory.dispatchUntilQuiet;
import static io.waymark.domain.delivery.LaneAtWork.DOWN;
import static io.waymark.domain.delivery.LaneAtWork.OK;
import static io.waymark.domain.delivery.LaneAtWork.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final long DAY = 24 * HOUR;

  private LaneAtWork work = new LaneAtWork(destination("crm"));

  @Test
  void messagesGoInTheOrderTheyCameNoMoreAtATimeThanTheDestinationTakes() {
    work.add(message("a"), message("b"), message("c"));
    assertThat(work.sent).containsExactly("a", "b");

    work.answer("b", OK);
    assertThat(work.sent).containsExactly("a", "b", "c");
    work.answer("a", OK).answer("c", OK);
    assertThat(work.told).containsExactly("b DELIVERED", "a DELIVERED", "c DELIVERED");
    assertThat(work.stored()).isZero();
  }

  @Test
  void aFailedOneIsTriedAgainWhenItIsTimeWhileOthersGoOn() {
    work.add(message("a")).answer("a", DOWN);
    assertThat(work.told).containsExactly("a FAILED");
    assertThat(work.retries.get(0)).isBetween(TEN, TEN + 5 * SECOND);
    work.pass(5 * SECOND);
    assertThat(work.sent).containsExactly("a", "a");
  }

  @Test
  void whereQuietHoursBeginWhatWaitsOrWouldBeTriedAgainEnds() {
    work.add(message("x"), message("y"), dispatchUntilQuiet("waits", TEN + MINUTE));
    work.pass(MINUTE);
    assertThat(work.told).containsExactly("waits EXPIRED quiet_hours");

    work.answer("x", OK).add(dispatchUntilQuiet("fails", work.now + 1)).answer("fails", DOWN);
    assertThat(work.told).endsWith("fails EXPIRED quiet_hours");
    work.add(dispatchUntilQuiet("late", work.now));
    assertThat(work.told).endsWith("late EXPIRED quiet_hours");
    assertThat(work.pass(HOUR).sent).containsExactly("x", "y", "fails");
    assertThat(work.answer("y", OK).stored()).isZero();
  }

  @Test
  void itIsDeadAfterTheWholeScheduleOrThreeRefusals() {
    work.add(message("a"));
    for (int i = 1; i < RetrySchedule.ATTEMPTS; i++) {
      work.answer("a", DOWN).pass(work.lane().wakeAt() - work.now);
    }
    work.answer("a", DOWN);
    assertThat(work.told).hasSize(9).endsWith("a DEAD");

    work.add(message("b"));
    for (int i = 0; i < 3; i++) {
      work.answer("b", new Reply(301, null, null)).pass(MINUTE);
    }
    assertThat(work.told).hasSize(12).endsWith("b DEAD");
    assertThat(work.stored()).isZero();
  }

  @Test
  void whatCannotBeSentIsNotTriedAgainAndSaysNothingOfTheDestination() {
    for (int i = 0; i < 30; i++) {
      work.add(message("m" + i)).answer("m" + i, new Reply(0, null, "too_large")).pass(HOUR);
    }
    assertThat(work.told).hasSize(30).allMatch(line -> line.endsWith("DEAD"));
    work.pass(6 * DAY).add(message("a")).answer("a", new Reply(0, null, "unwritable"));
    work.add(message("b"));
    assertThat(work.disabled).isEmpty();
    assertThat(work.sent).endsWith("b");
  }

  @Test
  void nothingIsSentOnceItHasExpired() {
    work.add(dispatch("late", TEN));
    work.add(dispatch("soon", TEN + 1)).answer("soon", DOWN);
    work.add(message("a"), message("b"), dispatch("c", TEN + MINUTE)).pass(MINUTE);
    assertThat(work.told).containsExactly("late EXPIRED", "soon EXPIRED", "c EXPIRED");
    assertThat(work.sent).containsExactly("soon", "a", "b");
  }

  @Test
  void aDestinationThatAsksForQuietGetsItForAnHourAtMost() {
    work.add(message("a")).answer("a", new Reply(429, 2 * MINUTE, null));
    work.add(message("b")).pass(2 * MINUTE - 1);
    assertThat(work.sent).containsExactly("a");
    work.pass(1);
    assertThat(work.sent).containsExactly("a", "b", "a");

    work.answer("b", new Reply(503, DAY, null)).answer("a", OK).pass(HOUR);
    assertThat(work.sent).containsExactly("a", "b", "a", "b");
  }

  @Test
  void aDestinationThatTimesOutIsLeftAloneAndThenProbed() {
    work.add(message("a"), message("b"));
    for (int i = 0; i < 5; i++) {
      work.answer(work.inFlight.iterator().next(), TIMEOUT).pass(work.inFlight.isEmpty() ? DAY : 0);
    }
    int before = work.sent.size();
    work.inFlight.stream().toList().forEach(id -> work.answer(id, TIMEOUT));
    work.add(message("c"), message("d"), message("e")).pass(30 * SECOND - 1);
    assertThat(work.sent).hasSize(before);
    work.pass(1);
    assertThat(work.inFlight).hasSize(1);
    work.answer(work.inFlight.iterator().next(), OK);
    assertThat(work.inFlight).hasSize(2);
  }

  @Test
  void goneDisablesTheDestinationAndWhatIsForItCanBeReplayed() {
    work.add(message("a"), message("b"), message("c")).answer("a", new Reply(410, null, null));
    assertThat(work.disabled).containsExactly("gone");
    work.add(message("d")).answer("b", OK).crash().add(message("e"));
    assertThat(work.told)
        .containsExactly(
            "a DISABLED gone",
            "c DISABLED gone",
            "d DISABLED gone",
            "b DELIVERED",
            "e DISABLED gone");
  }

  @Test
  void aReplayTriesADisabledDestinationAgain() {
    work.add(message("a")).answer("a", new Reply(410, null, null));
    work.add(message("a"), false, true, 0);
    work.answer("a", OK).add(message("b"));
    assertThat(work.sent).containsExactly("a", "a", "b");
  }

  @Test
  void fiveDaysWithoutASuccessDisableItAloud() {
    for (int i = 0; i <= 5; i++) {
      assertThat(work.disabled).isEmpty();
      work.add(message("m" + i)).answer("m" + i, DOWN).withdraw("m" + i);
      work.pass(DAY);
    }
    assertThat(work.disabled).containsExactly("failing");
  }

  @Test
  void aFailureOfLongAgoDoesNotDisableIt() {
    work.add(message("a")).answer("a", DOWN).withdraw("a");
    work.pass(5 * DAY).add(message("b")).answer("b", DOWN).withdraw("b");
    assertThat(work.disabled).isEmpty();
  }

  @Test
  void whatIsTakenBackBeforeAnybodySawItIsNeverSentNorIsWhatTakesItBack() {
    work.add(message("a"), message("b"), message("c"));
    work.annul(cancellation("c"));
    work.answer("a", OK).answer("b", OK);
    assertThat(work.sent).containsExactly("a", "b");
    assertThat(work.told).contains("c CANCELLED annulled", "not-c CANCELLED annulled");
    assertThat(work.stored()).isZero();
  }

  @Test
  void whatTheDestinationMayHaveIsTakenBackByAMessageOfItsOwn() {
    work.add(message("a")).answer("a", TIMEOUT);
    work.annul(cancellation("a"));
    assertThat(work.sent).containsExactly("a", "not-a");
    assertThat(work.told).containsExactly("a FAILED", "a CANCELLED annulled");
  }

  @Test
  void whatTakesAMessageBackDoesNotOvertakeIt() {
    work.add(message("a"));
    work.annul(cancellation("a"));
    assertThat(work.sent).containsExactly("a");
    work.answer("a", DOWN);
    assertThat(work.told).containsExactly("a CANCELLED annulled");
    assertThat(work.sent).containsExactly("a", "not-a");
  }

  @Test
  void whatWasStoppedInFlightIsNotSentAgainAfterACrash() {
    work.add(message("a"), message("b"));
    work.withdraw("a");
    work.annul(cancellation("b"));
    work.crash();
    assertThat(work.told).containsExactly("a CANCELLED no_consent", "b CANCELLED annulled");
    assertThat(work.sent).containsExactly("a", "b", "not-b");
  }

  @Test
  void ofAnAlertOnlyTheNewestCounts() {
    work.add(message("a"), message("b"), alert("open"), alert("updated"), alert("resolved"));
    work.answer("a", OK).answer("b", OK);
    assertThat(work.sent).containsExactly("a", "b", "resolved");
    assertThat(work.told).startsWith("open CANCELLED superseded", "updated CANCELLED superseded");
  }

  @Test
  void aLaterStatusWaitsForTheOneInFlightWhichIsNotTriedAgain() {
    work.add(alert("open"), alert("resolved"));
    assertThat(work.sent).containsExactly("open");
    work.answer("open", TIMEOUT).pass(DAY);
    assertThat(work.sent).containsExactly("open", "resolved");
    assertThat(work.told).containsExactly("open CANCELLED superseded");
  }

  @Test
  void anEarlierStatusThatComesAgainIsNotToldAfterALaterOne() {
    work.add(alert("resolved")).answer("resolved", DOWN);
    work.add(alert("open", TEN - MINUTE)).pass(5 * SECOND);
    assertThat(work.told).containsExactly("resolved FAILED", "open CANCELLED superseded");
    assertThat(work.sent).containsExactly("resolved", "resolved");
  }

  @Test
  void aWithdrawnMessageNeedsNoCancellationUnlessTheDestinationMayHaveIt() {
    work.add(message("a"), message("b"), dispatch("c", TEN + HOUR));
    work.withdraw("c");
    work.withdraw("a");
    work.annul(cancellation("c"));
    work.annul(cancellation("a"));
    work.answer("a", DOWN);
    assertThat(work.told)
        .containsExactly(
            "c CANCELLED no_consent", "not-c CANCELLED annulled", "a CANCELLED no_consent");
    assertThat(work.sent).containsExactly("a", "b", "not-a");
  }

  @Test
  void aWithdrawnMessageIsForgottenWhenItExpires() {
    work.add(message("a"), message("b"), dispatch("c", TEN + HOUR));
    work.withdraw("c");
    work.add(message("c")).answer("a", OK).answer("b", OK).pass(HOUR);
    assertThat(work.told).containsExactly("c CANCELLED no_consent", "a DELIVERED", "b DELIVERED");
    assertThat(work.stored()).isZero();
  }

  @Test
  void whatWasInFlightAtACrashIsSentAgain() {
    work.add(message("a"), message("b"), message("c")).answer("a", OK).crash();
    assertThat(work.sent).containsExactly("a", "b", "c", "b", "c");
  }

  @Test
  void theScheduleGoesOnAfterACrash() {
    work.add(message("a")).answer("a", DOWN).pass(5 * SECOND).answer("a", DOWN);
    long at = work.retries.get(1);
    work.crash();
    assertThat(work.lane().wakeAt()).isEqualTo(at);
  }

  @Test
  void oneThatIsHereAlreadyChangesNothing() {
    work.add(message("a"), message("b"), message("c"), message("c"), message("a"));
    work.answer("a", OK).answer("b", OK).answer("c", OK);
    assertThat(work.sent).containsExactly("a", "b", "c");
    assertThat(work.stored()).isZero();
  }

  @Test
  void aFullLaneTakesNoMore() {
    work = new LaneAtWork(destination("crm"), 3);
    work.add(message("a"), message("b"), dispatch("c", TEN + MINUTE), message("d"));
    assertThat(work.told).containsExactly("d DEAD overflow");
    work.now += MINUTE;
    work.add(message("e"));
    assertThat(work.told).containsExactly("d DEAD overflow", "c EXPIRED");
  }

  @Test
  void noMoreASecondThanTheDestinationTakes() {
    work = new LaneAtWork(new Destination("slack", EVERYTHING, 50, 1, 0));
    IntStream.range(0, 5).forEach(i -> work.add(message("m" + i)));
    assertThat(work.sent).hasSize(1);
    work.pass(3 * SECOND);
    assertThat(work.sent).hasSize(4);
  }

  @Test
  void anAlertIsToldAgainWhileItFiresAndAWhileAfterItsEnd() {
    work = new LaneAtWork(new Destination("alertmanager", EVERYTHING, 2, 0, MINUTE));
    work.add(alert("open"), false, false, 3 * DAY);
    work.answer("open", OK).pass(MINUTE).answer("open", OK).pass(MINUTE);
    assertThat(work.sent).containsExactly("open", "open", "open");
    work.answer("open", OK);

    work.add(alert("resolved"), false, false, 5 * MINUTE);
    for (int i = 0; i < 5; i++) {
      work.answer("resolved", OK).pass(MINUTE);
    }
    assertThat(work.sent).hasSize(8).endsWith("resolved");
    assertThat(work.stored()).isZero();
  }

  @Test
  void anAlertThatIsToldAgainIsNotGivenUpWhileTheDestinationIsDown() {
    work = new LaneAtWork(new Destination("alertmanager", EVERYTHING, 2, 0, MINUTE));
    work.add(alert("open"), false, false, 3 * DAY);
    for (int i = 0; i < 60; i++) {
      work.answer("open", DOWN).pass(MINUTE + 30 * SECOND);
    }
    work.answer("open", OK);
    assertThat(work.told).hasSize(61).endsWith("open DELIVERED").doesNotContain("open DEAD");
  }

  @Test
  void whatEndsAtOnceEndsInPortionsWhetherTheDestinationIsGoneOrTimeHasPassed() {
    for (int i = 0; i < 3_002; i++) {
      work.add(dispatch("m" + i, TEN + DAY));
    }
    work.answer("m0", new Reply(410, null, null));
    assertThat(work.told).hasSizeBetween(2, 1_100);
    work.pass(0);
    assertThat(work.told).hasSize(3_001).allMatch(line -> line.endsWith("DISABLED gone"));

    work = new LaneAtWork(destination("crm"));
    for (int i = 0; i < 3_002; i++) {
      work.add(dispatch("m" + i, TEN + DAY));
    }
    work.now += DAY;
    work.answer("m0", DOWN);
    assertThat(work.told).hasSizeBetween(2, 1_100);
    work.pass(0);
    assertThat(work.told).hasSize(3_001).allMatch(line -> line.endsWith("EXPIRED"));
    assertThat(work.sent).containsExactly("m0", "m1");
  }

  @Test
  void whatWasDisabledInPortionsGoesOnBeingSoAfterACrash() {
    for (int i = 0; i < 3_002; i++) {
      work.add(message("m" + i));
    }
    work.answer("m0", new Reply(410, null, null)).crash().pass(0);
    assertThat(work.told).hasSize(3_002).allMatch(line -> line.endsWith("DISABLED gone"));
    assertThat(work.stored()).isZero();
  }

  @Test
  void onlyWhatIsStillToBeToldIsCounted() {
    work = new LaneAtWork(new Destination("alertmanager", EVERYTHING, 1, 0, HOUR));
    work.add(alert("open"), false, false, 3 * DAY);
    work.answer("open", OK).add(message("a"), message("b"));
    work.withdraw("b");
    assertThat(work.lane().pending()).isZero();
    assertThat(work.lane().oldestArrival()).isEqualTo(Lane.NEVER);

    work.now += MINUTE;
    work.add(message("c"));
    assertThat(work.lane().pending()).isEqualTo(1);
    assertThat(work.lane().oldestArrival()).isEqualTo(TEN + MINUTE);
  }

  @Test
  void timeDoesNotGoBackWithTheClock() {
    work.add(message("a")).answer("a", DOWN);
    work.now -= HOUR;
    work.add(message("b"));
    assertThat(work.sent).containsExactly("a", "b");
    assertThat(work.lane().wakeAt()).isGreaterThanOrEqualTo(TEN);
  }

  private static Dispatch message(String id) {
    return dispatch(id, TEN + 30 * DAY);
  }

  private static Dispatch cancellation(String id) {
    return DeliveryStory.cancellation("not-" + id, id, TEN + 30 * DAY);
  }

  private static Dispatch alert(String id) {
    return alert(id, TEN);
  }

  private static Dispatch alert(String id, long at) {
    return new Dispatch(
        new Message(id, "alert." + id, null, at, at + 3 * DAY, "{}"),
        "alert-1",
        List.of(),
        null,
        null);
  }
}
