package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.domain.intervention.Pause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of whoever is erased nothing is left, and of nobody else less. */
abstract class ErasureContract extends StoreContract {
  ErasureContract(TestedDatabase tested) {
    super(tested);
  }

  @Test
  void theErasedAreGoneForGood() {
    put(alert("a1", "open", "high", 3), signal("s1", "c-1"), signal("s2", "c-2"));
    work.acknowledge("a1", "nok", "c-1 called us");
    Portion portion = new Portion();
    portion.forget("c-1", T0 + 500);
    portion.readUpTo("waymark.facts", 0, 1);
    intake.put(portion);

    Moments moments = new Moments(database);
    assertThat(moments.of("c-1", 10)).isEmpty();
    assertThat(moments.of("c-2", 10)).hasSize(1);
    assertThat(alerts.find("a1").orElseThrow().samples()).containsExactly("c-2");
    assertThat(audit.latest(10, Long.MAX_VALUE).get(1).detail()).isEqualTo(AuditLog.MASKED);
    assertThat(audit.verify().brokenAt()).isNull();

    // Read again from another topic that was behind.
    put(signal("s1", "c-1"));
    assertThat(moments.of("c-1", 10)).isEmpty();

    // Said after it, of what was before it.
    Portion late = new Portion();
    late.moment(
        Moment.trigger(
            Json.object()
                .put("trigger_id", "t1")
                .put("customer_id", "c-1")
                .put("status", "cancelled")
                .put("occurred_at", Json.time(T0 + 1))
                .put("decided_at", Json.time(T0 + 600))));
    late.moment(
        Moment.delivery(
            Json.object()
                .put("message_id", "m1")
                .put("customer_id", "c-1")
                .put("status", "cancelled")
                .put("created_at", Json.time(T0 + 2))
                .put("at", Json.time(T0 + 600))));
    late.alert(alert("a1", "updated", "high", 900));
    late.readUpTo("waymark.triggers", 0, 1);
    intake.put(late);
    assertThat(moments.of("c-1", 10)).isEmpty();
    assertThat(new Customers(database).byId("c-1")).isEmpty();
    assertThat(alerts.find("a1").orElseThrow().samples()).containsExactly("c-2");
  }

  @Test
  void anErasureTakesTheCustomerOutOfAllThatPeopleWroteAndNobodyElse() {
    put(alert("a1", "open", "high", 3), alert("a2", "open", "high", 3));
    ObjectNode grouped = alert("a3", "open", "high", 1).put("title", "Trouble of c-1");
    grouped.putObject("group").put("customer_id", "c-1");
    put(grouped);
    work.acknowledge("a1", "nok", "c-1, who called; not c-10 or c-1-x");
    work.assign("a2", "nok", "whoever looks after c-1");
    work.resolve("a2", "nok", "told (c-1)", "so: c-1.");
    work.acknowledge("a3", "nok", "only c-10");
    silences.add(
        List.of(new Silence.Matcher("touchpoint", true, "/of/c-1")), now + 1000, "nok", "for c-1");
    PauseWork pauses = new PauseWork(database, audit);
    Pause pause = new Pause("r1", true, "c-1 complained", T0);
    pauses.asked(pause, "nok");
    pauses.said(pause);
    forget("c-1");

    assertThat(everything()).doesNotContainPattern("(?<![\\w-])c-1(?![\\w-])");
    assertThat(alerts.history("a1"))
        .extracting(h -> h.path("text").asText())
        .contains("[erased], who called; not c-10 or c-1-x");
    assertThat(alerts.history("a3")).extracting(h -> h.path("text").asText()).contains("only c-10");
    assertThat(new Tallies(database).pauses().get("r1").reason()).isEqualTo("[erased] complained");
    assertThat(audit.verify().brokenAt()).isNull();
    AuditLog.Entry erasure = audit.latest(1, Long.MAX_VALUE).get(0);
    assertThat(erasure.action()).isEqualTo("customer.erase");
    assertThat(erasure.subject()).isEqualTo("customer:" + Pseudonyms.of(database).of("c-1"));

    // The request is read again, and is no other.
    forget("c-1");
    assertThat(audit.latest(1, Long.MAX_VALUE)).containsExactly(erasure);
  }

  /** All that is in the tables, as text. */
  private String everything() {
    StringBuilder all = new StringBuilder();
    for (String table :
        List.of(
            "alerts",
            "alert_bodies",
            "alert_samples",
            "alert_history",
            "silences",
            "customers",
            "scores",
            "erased",
            "moments",
            "pauses",
            "pauses_asked",
            "mentions",
            "audit")) {
      database
          .jdbi()
          .useHandle(h -> h.createQuery("SELECT * FROM " + table).mapToMap().forEach(all::append));
    }
    return all.toString();
  }

  @Test
  void aCustomerWhoseIdHasBlanksIsFoundToo() {
    put(alert("a1", "open", "high", 3));
    work.acknowledge("a1", "nok", "Anna B 7 called, Anna B 70 not");
    forget("Anna B 7");
    assertThat(alerts.history("a1"))
        .extracting(h -> h.path("text").asText())
        .contains("[erased] called, Anna B 70 not");
  }
}
