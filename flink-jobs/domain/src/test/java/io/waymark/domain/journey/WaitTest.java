package io.waymark.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.domain.journey.Wait.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What customers waited for, as their own events say. */
final class WaitTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final long MINUTE = 60_000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final List<Touchpoint> journey = new ArrayList<>();

  @Test
  void aCallThatIsAnsweredWasOneWait() {
    happens(0, "page_view", "web");
    happens(MINUTE, "call_queued", "call");
    happens(4 * MINUTE, "call_answered", "call");
    happens(9 * MINUTE, "call_ended", "call");

    assertThat(toldAt(10 * MINUTE)).containsExactly("CALL ANSWERED 180s");
  }

  @Test
  void whoeverGivesUpTheChatAndTakesACallbackWaitedTwiceAndStillWaits() {
    happens(0, "chat_queued", "chat");
    happens(2 * MINUTE, "chat_left", "chat");
    happens(3 * MINUTE, "call_queued", "call");
    happens(5 * MINUTE, "callback_requested", "call");

    assertThat(toldAt(25 * MINUTE))
        .containsExactly("CHAT ABANDONED 120s", "CALL DIVERTED 120s", "CALLBACK WAITING 1200s");
  }

  @Test
  void waitsAtTheCounterOnHoldForACaseAndForAParcelAreWaitsToo() {
    happens(0, "queue_ticket_issued", "store");
    happens(MINUTE, "queue_ticket_called", "store");
    happens(2 * MINUTE, "queue_ticket_served", "store");
    happens(3 * MINUTE, "call_hold_started", "call");
    happens(4 * MINUTE, "call_hold_ended", "call");
    happens(5 * MINUTE, "ticket_created", "email");
    happens(6 * MINUTE, "order_shipped", "system");
    happens(DAY + 5 * MINUTE, "ticket_resolved", "email");
    happens(2 * DAY + 6 * MINUTE, "delivered", "system");

    assertThat(toldAt(3 * DAY))
        .containsExactly(
            "COUNTER ANSWERED 120s",
            "CALL_HOLD OVER 60s",
            "TICKET OVER 86400s",
            "DELIVERY DELIVERED 172800s");
  }

  @Test
  void whichOfTwoParcelsCameIsNotGuessedAndTheNextIsTold() {
    happens(0, "order_shipped", "system");
    happens(DAY, "order_shipped", "system");
    assertThat(toldAt(DAY + 1)).hasSize(2).allMatch(wait -> wait.contains("WAITING"));

    happens(2 * DAY, "delivered", "system");
    assertThat(toldAt(2 * DAY)).isEmpty();

    happens(3 * DAY, "delivered", "system");
    happens(4 * DAY, "order_shipped", "system");
    happens(5 * DAY, "order_cancelled", "system");
    assertThat(toldAt(6 * DAY)).containsExactly("DELIVERY CANCELLED 86400s");
  }

  @Test
  void aWaitWhoseEndWasNeverHeardOfIsNotSaidToLast() {
    happens(0, "call_queued", "call");
    assertThat(toldAt(60 * MINUTE)).containsExactly("CALL WAITING 3600s");
    assertThat(toldAt(60 * MINUTE + 1)).isEmpty();
    // A clock behind that of whoever sent it.
    assertThat(toldAt(-1)).isEmpty();

    happens(10 * MINUTE, "call_queued", "call");
    happens(11 * MINUTE, "call_answered", "call");
    assertThat(toldAt(12 * MINUTE)).containsExactly("CALL ANSWERED 60s");
  }

  @Test
  void anEndWithoutItsBeginningAndAnEndThatComesTooLateAreNone() {
    happens(0, "chat_answered", "chat");
    happens(MINUTE, "call_queued", "call");
    happens(DAY + MINUTE + 1, "call_answered", "call");

    assertThat(toldAt(2 * DAY)).isEmpty();
  }

  @Test
  void whoIsAnsweredAfterAllHasWaitedThatLong() {
    happens(0, "call_queued", "call");
    assertThat(toldAt(89 * MINUTE)).isEmpty();

    happens(90 * MINUTE, "call_answered", "call");
    assertThat(toldAt(DAY)).containsExactly("CALL ANSWERED 5400s");
  }

  @Test
  void itSaysWhatBeganAndWhatEndedIt() {
    happens(0, "call_queued", "call");
    happens(MINUTE, "call_left", "call");

    Wait wait = Wait.among(journey, NOON + DAY).get(0);

    assertThat(wait.from()).isSameAs(journey.get(0));
    assertThat(wait.to()).isSameAs(journey.get(1));
    assertThat(wait.until()).isEqualTo(NOON + MINUTE);
    assertThat(wait.end()).isEqualTo(End.ABANDONED);
  }

  private void happens(long after, String type, String channel) {
    journey.add(new Touchpoint(type, NOON + after, channel, "somewhere"));
  }

  private List<String> toldAt(long after) {
    return Wait.among(journey, NOON + after).stream()
        .map(wait -> wait.kind() + " " + wait.end() + " " + wait.millis() / 1000 + "s")
        .toList();
  }
}
