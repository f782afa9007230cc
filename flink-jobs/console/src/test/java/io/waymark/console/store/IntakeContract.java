package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes in is there once, or not at all. */
abstract class IntakeContract extends StoreContract {
  IntakeContract(TestedDatabase tested) {
    super(tested);
  }

  @Test
  void afterAKillNothingIsLostAndNothingIsThereTwice() {
    put(alert("a1", "open", "high", 3), signal("s1", "c-1"));
    work.acknowledge("a1", "nok", null);
    // What it had open is abandoned, not closed.
    Database abandoned = database;
    open();
    assertThat(database).isNotSameAs(abandoned);
    assertThat(intake.offsets()).containsEntry(PART, 2L);
    put(alert("a1", "updated", "high", 4), signal("s1", "c-1"));

    assertThat(ids(AlertQuery.View.ALL)).containsExactly("a1");
    assertThat(alerts.find("a1").orElseThrow().view().path("work").asText())
        .isEqualTo("acknowledged");
    assertThat(new Moments(database).of("c-1", 10)).hasSize(1);
    assertThat(audit.verify()).isEqualTo(new AuditLog.Verdict(1, null));
  }

  @Test
  void aPortionThatFailsLeavesNothing() {
    Portion portion = new Portion();
    portion.alert(alert("a1", "open", "high", 3));
    portion.readUpTo("waymark.alerts", 0, 7);
    portion.readUpTo("x".repeat(1000), 0, 7);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> intake.put(portion)))
        .isNotNull();
    assertThat(alerts.find("a1")).isEmpty();
    assertThat(intake.offsets()).isEmpty();
  }

  @Test
  void whatTheTablesCannotTakeIsRefusedBeforeItHoldsUpTheRest() {
    Portion portion = new Portion();
    String tooLong = "x".repeat(501);
    List<Runnable> poisonous =
        List.of(
            () -> portion.moment(Moment.signal(signal("s1", tooLong))),
            () -> portion.moment(Moment.signal(signal("s1", "c\0"))),
            () -> portion.moment(Moment.signal(signal("s1", "c").put("rule_id", tooLong))),
            () -> portion.moment(Moment.signal(signal("s".repeat(701), "c"))),
            () -> portion.alert(alert(tooLong, "open", "high", 3)),
            () -> portion.alert(alert("a\0", "open", "high", 3)),
            () -> portion.alert(alert("a1", "x".repeat(21), "high", 3)),
            () -> portion.moment(Moment.signal(signal("s1", "c").put("status", "x".repeat(31)))),
            () -> portion.alertGone("a\0"),
            () -> portion.journey(Json.object().put("customer_id", tooLong)),
            () -> portion.journeyEnded("c\0"),
            () -> portion.forget("c\0", T0),
            () -> portion.kpi(kpi(T0, T0).put("touchpoint", tooLong)),
            () -> portion.kpi(kpi(T0, T0).put("channel", tooLong)),
            () -> portion.experiment(Json.object().put("experiment", tooLong)),
            () -> portion.pause(Json.object().put("rule_id", tooLong)),
            () -> portion.rule(tooLong, 1, null),
            () -> portion.rule("r1", 1, "\0"));
    for (Runnable poison : poisonous) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(poison::run))
          .isInstanceOf(IllegalArgumentException.class);
    }
    portion.moment(Moment.signal(signal("s2", "c-2").put("mode", tooLong)));
    portion.readUpTo(PART.topic(), PART.part(), 2);
    intake.put(portion);
    assertThat(new Moments(database).of("c-2", 10)).hasSize(1);
  }

  @Test
  void anAlertIsNotLostForACustomersIdOrAText() {
    ObjectNode alert = alert("a1", "open", "high", 3).put("title", "Check\0out").put("team", "\0");
    alert.putArray("samples").add("c-1").add("x".repeat(301)).add("c\0").add("c-2");
    alert.putObject("group").put("store", "\0");
    Portion portion = new Portion();
    portion.alert(alert);
    portion.moment(
        Moment.decision(
            Json.object()
                .put("trigger_id", "t1")
                .put("customer_id", "c-1")
                .put("verdict", "withheld")
                .put("reason", "held\0out")));
    portion.pause(
        Json.object()
            .put("rule_id", "r1")
            .put("paused", true)
            .put("reason", "too\0many")
            .put("at", Json.time(T0)));
    portion.readUpTo(PART.topic(), PART.part(), 1);
    intake.put(portion);
    Alerts.Alert kept = alerts.find("a1").orElseThrow();
    assertThat(kept.samples()).containsExactly("c-1", "c-2");
    assertThat(kept.view().path("title").asText()).isEqualTo("Check\uFFFDout");
    assertThat(kept.view().path("team").asText()).isEqualTo("\uFFFD");
    assertThat(kept.view().path("group").path("store").asText()).isEqualTo("\uFFFD");
    assertThat(new Moments(database).of("c-1", 10))
        .extracting(moment -> moment.path("reason").asText())
        .containsExactly("held\uFFFDout");
    assertThat(new Tallies(database).pauses().get("r1").reason()).isEqualTo("too\uFFFDmany");
  }

  @Test
  void whatIsTooOldGoes() {
    long weeks = 30 * 86_400_000L;
    put(alert("a1", "open", "high", 3), alert("a2", "resolved", "high", 3), signal("s1", "c-1"));
    put(kpi(T0, T0 + 10));
    now = T0 + 2 * weeks;
    ObjectNode late = alert("a3", "open", "high", 3).put("last_at", Json.time(T0 + weeks));
    put(late, signal("s2", "c-2").put("occurred_at", Json.time(T0 + weeks)));
    put(kpi(T0 + weeks, T0 + weeks));
    new Retention(database, wall).trim();

    assertThat(ids(AlertQuery.View.ALL)).containsExactlyInAnyOrder("a1", "a3");
    assertThat(alerts.history("a2")).isEmpty();
    assertThat(new Moments(database).of("c-1", 9)).isEmpty();
    assertThat(new Moments(database).of("c-2", 9)).hasSize(1);
    assertThat(new Customers(database).byId("c-1")).isEmpty();
    assertThat(new Kpis(database).points(0, Kpis.WINDOW, 0, null, "")).hasSize(1);
  }
}
