package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What people do with alerts, whatever comes in beside it. */
abstract class AlertWorkContract extends StoreContract {
  AlertWorkContract(TestedDatabase tested) {
    super(tested);
  }

  @Test
  void whatPeopleDidStaysWhileTheAlertGoesOn() {
    put(alert("a1", "open", "high", 3));
    assertThat(work.acknowledge("a1", "nok", "looking")).isEqualTo(AlertWork.Deed.DONE);
    put(alert("a1", "updated", "high", 9));

    ObjectNode view = alerts.find("a1").orElseThrow().view();
    assertThat(view.path("work").asText()).isEqualTo("acknowledged");
    assertThat(view.path("owner").asText()).isEqualTo("nok");

    assertThat(work.resolve("a1", "nok", "deploy rolled back", null))
        .isEqualTo(AlertWork.Deed.DONE);
    put(alert("a1", "updated", "high", 10));
    assertThat(ids(AlertQuery.View.OPEN)).isEmpty();
    assertThat(ids(AlertQuery.View.RESOLVED)).containsExactly("a1");
    assertThat(work.acknowledge("a1", "ann", null)).isEqualTo(AlertWork.Deed.CLOSED);

    put(alert("a1", "resolved", "high", 10), alert("a1", "open", "high", 11));
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    assertThat(alerts.find("a1").orElseThrow().view().path("work").asText()).isEqualTo("new");
    assertThat(alerts.history("a1"))
        .extracting(h -> h.path("what").asText())
        .containsExactly("opened", "acknowledge", "resolve", "resolved", "reopened");
  }

  @Test
  void whatIsResolvedByHandAndFiresOnComesBackWhenItHadTimeToSettle() {
    now = T0 + 60_000;
    put(alert("a1", "open", "high", 3));
    work.snooze("a1", "ann", now + 3_600_000);
    work.resolve("a1", "nok", "fixed", "rolled back");
    put(alert("a1", "updated", "high", 60_000 + AlertStanding.SETTLES));
    assertThat(ids(AlertQuery.View.RESOLVED)).containsExactly("a1");
    assertThat(alerts.find("a1").orElseThrow().view().path("cause").asText()).isEqualTo("fixed");

    put(alert("a1", "updated", "high", 60_001 + AlertStanding.SETTLES));

    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    ObjectNode back = alerts.find("a1").orElseThrow().view();
    assertThat(back.path("work").asText()).isEqualTo("new");
    assertThat(back.path("owner").asText()).isEqualTo("nok");
    assertThat(back.has("cause")).isFalse();
    assertThat(back.path("fires_on"))
        .isEqualTo(
            Json.object()
                .put("resolved_by", "nok")
                .put("resolved_at", Json.time(T0 + 60_000))
                .put("cause", "fixed"));
    ObjectNode line = alerts.history("a1").get(3);
    assertThat(line.path("what").asText()).isEqualTo("reopened");
    assertThat(line.path("text").asText()).isEqualTo("resolved by nok (fixed), fires on");

    work.resolve("a1", "ann", "external", null);
    assertThat(ids(AlertQuery.View.OPEN)).isEmpty();
    put(alert("a1", "updated", "high", 60_001 + AlertStanding.SETTLES));
    assertThat(ids(AlertQuery.View.OPEN)).as("read again").isEmpty();
    assertThat(alerts.history("a1")).hasSize(5);
  }

  @Test
  void whatIsResolvedByHandAndGetsWorseComesBackAtOnce() {
    put(alert("a1", "open", "medium", 3));
    work.resolve("a1", "nok", "fixed", null);
    put(alert("a1", "updated", "critical", 4));

    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    ObjectNode back = alerts.find("a1").orElseThrow().view();
    assertThat(back.path("risen_from").asText()).isEqualTo("medium");
    assertThat(back.path("fires_on").path("resolved_by").asText()).isEqualTo("nok");
  }

  @Test
  void inAReplayItSettlesInTheTimeOfItsEvents() {
    now = T0 + 90L * 24 * 3_600_000;
    put(alert("a1", "open", "high", 0));
    work.resolve("a1", "nok", "fixed", null);
    long half = 30 * 60_000;
    put(alert("a1", "updated", "high", half + AlertStanding.SETTLES));
    assertThat(ids(AlertQuery.View.OPEN)).isEmpty();
    put(alert("a1", "updated", "high", half + AlertStanding.SETTLES + 1));
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
  }

  @Test
  void nobodyWorksOnWhatIsOverByItself() {
    put(alert("a1", "open", "high", 3), alert("a1", "resolved", "high", 4));
    assertThat(work.acknowledge("a1", "nok", null)).isEqualTo(AlertWork.Deed.OVER);
    assertThat(work.snooze("a1", "nok", now + 1000)).isEqualTo(AlertWork.Deed.OVER);
    assertThat(work.assign("a1", "nok", "ann")).isEqualTo(AlertWork.Deed.OVER);
    assertThat(work.resolve("a1", "nok", "fixed", null)).isEqualTo(AlertWork.Deed.OVER);
    assertThat(audit.latest(10, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void whatSomebodyDoesWhileAPortionComesInIsNotLost() throws Exception {
    put(alert("a1", "open", "high", 3));
    CompletableFuture<Void> reading;
    try (Handle other = database.jdbi().open()) {
      other.begin();
      other.execute("UPDATE alerts SET work = 'acknowledged', owner = 'nok'");
      reading = CompletableFuture.runAsync(() -> put(alert("a1", "updated", "high", 9)));
      while (!somebodyWaits()) {
        assertThat(reading).isNotDone();
        Thread.onSpinWait();
      }
      other.commit();
    }
    reading.get();

    ObjectNode view = alerts.find("a1").orElseThrow().view();
    assertThat(view.path("customers").asLong()).isEqualTo(9);
    assertThat(view.path("work").asText()).isEqualTo("acknowledged");
    assertThat(view.path("owner").asText()).isEqualTo("nok");
  }

  /** Whether a transaction waits for a lock that another has. */
  private boolean somebodyWaits() {
    String waiting =
        database.dialect() == Dialect.H2
            ? "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL"
            : "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
    return database.jdbi().withHandle(h -> h.createQuery(waiting).mapTo(Long.class).one()) > 0;
  }

  @Test
  void anAlertThatIsUnknownIsNotWorkedOn() {
    assertThat(work.acknowledge("none", "nok", null)).isEqualTo(AlertWork.Deed.UNKNOWN);
    assertThat(audit.latest(10, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void whatIsSnoozedComesBack() {
    put(alert("a1", "open", "high", 3));
    work.snooze("a1", "nok", now + 1000);
    assertThat(ids(AlertQuery.View.MUTED)).containsExactly("a1");
    now += 1000;
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
  }

  @Test
  void whatIsReadAgainUndoesNothingThatPeopleDidSince() {
    ObjectNode[] topic = {
      alert("a1", "open", "high", 3),
      alert("a1", "resolved", "high", 4),
      alert("a1", "open", "high", 5).put("reopened", 1),
      alert("a1", "updated", "high", 6).put("reopened", 1)
    };
    put(topic);
    work.acknowledge("a1", "nok", null);
    List<ObjectNode> before = alerts.history("a1");

    put(topic);

    assertThat(alerts.find("a1").orElseThrow().view().path("work").asText())
        .isEqualTo("acknowledged");
    assertThat(alerts.history("a1")).isEqualTo(before);
  }

  @Test
  void whatGetsWorseAfterSomebodySawItStandsOutAndIsStillTheirs() {
    put(alert("a1", "open", "medium", 3), alert("a2", "open", "medium", 3));
    work.acknowledge("a1", "nok", null);
    work.snooze("a2", "nok", now + 60_000);
    put(alert("a1", "updated", "medium", 4), alert("a2", "updated", "medium", 4));
    assertThat(alerts.find("a1").orElseThrow().view().path("risen_from").isNull()).isTrue();
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");

    put(alert("a1", "updated", "critical", 5), alert("a2", "updated", "high", 5));

    ObjectNode risen = alerts.find("a1").orElseThrow().view();
    assertThat(risen.path("work").asText()).isEqualTo("acknowledged");
    assertThat(risen.path("owner").asText()).isEqualTo("nok");
    assertThat(risen.path("risen_from").asText()).isEqualTo("medium");
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1", "a2");
    assertThat(alerts.history("a1"))
        .extracting(h -> h.path("what").asText())
        .containsExactly("opened", "acknowledge", "risen");

    work.acknowledge("a1", "ann", null);
    put(alert("a1", "updated", "critical", 6));
    assertThat(alerts.find("a1").orElseThrow().view().path("risen_from").isNull()).isTrue();
    assertThat(alerts.history("a1")).hasSize(4);
  }

  @Test
  void whatEndsByItselfIsKnown() {
    put(alert("a1", "open", "high", 3));
    work.snooze("a1", "nok", now + 1000);
    silences.add(
        List.of(new Silence.Matcher("touchpoint", true, "/other")), now + 2000, "nok", "x");
    assertThat(alerts.awoken(now, now + 999)).isEmpty();
    assertThat(alerts.awoken(now, now + 1000)).containsExactly("a1");
    assertThat(alerts.awoken(now + 1000, now + 9000)).isEmpty();
    assertThat(silences.hasEnded(now, now + 1999)).isFalse();
    assertThat(silences.hasEnded(now, now + 2000)).isTrue();
  }
}
