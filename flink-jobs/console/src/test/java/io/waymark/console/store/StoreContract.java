package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.domain.intervention.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store promises, on whatever database. */
abstract class StoreContract {
  private static final long T0 = 1_790_000_000_000L;
  private static final Portion.TopicPart PART = new Portion.TopicPart("waymark.alerts", 0);

  private final MasterKey key = MasterKey.fresh();
  private long now = T0;
  private final InstantSource wall = () -> java.time.Instant.ofEpochMilli(now);
  private Database database;
  private AuditLog audit;
  private Intake intake;
  private Alerts alerts;
  private AlertWork work;
  private Silences silences;

  /** An empty database, the same at each call within a test. */
  abstract DatabaseAddress address();

  /** Takes away what a test before has left. */
  void empty() {}

  @BeforeEach
  void begin() {
    empty();
    open();
  }

  private void open() {
    database = Database.open(address(), key);
    audit = new AuditLog(database, wall);
    intake = new Intake(database, Pseudonyms.of(database), audit, wall);
    alerts = new Alerts(database, wall);
    work = new AlertWork(database, wall, audit);
    silences = new Silences(database, wall, audit);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAlertIsShownAsItWasSaidLast() {
    put(alert("a1", "open", "high", 3), alert("a1", "updated", "high", 8));

    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    Alerts.Alert shown = alerts.find("a1").orElseThrow();
    assertThat(shown.view().path("customers").asLong()).isEqualTo(8);
    assertThat(shown.samples()).containsExactly("c-1", "c-2");
    assertThat(alerts.history("a1"))
        .extracting(h -> h.path("what").asText())
        .containsExactly("opened");
  }

  @Test
  void theWorstComeFirstAndPagesFollowOnEachOther() {
    put(
        alert("a1", "open", "low", 900),
        alert("a2", "open", "critical", 3),
        alert("a3", "open", "medium", 5),
        alert("a4", "open", "medium", 7));

    AlertQuery first = query(AlertQuery.View.OPEN, AlertQuery.Sort.SEVERITY, 2, null);
    Alerts.Page page = alerts.page(first);
    assertThat(page.alerts()).extracting(Alerts.Alert::id).containsExactly("a2", "a4");
    Alerts.Page next =
        alerts.page(query(AlertQuery.View.OPEN, AlertQuery.Sort.SEVERITY, 2, page.next()));
    assertThat(next.alerts()).extracting(Alerts.Alert::id).containsExactly("a3", "a1");
    assertThat(next.next()).isNull();
    assertThat(
            alerts.page(query(AlertQuery.View.OPEN, AlertQuery.Sort.CUSTOMERS, 9, null)).alerts())
        .extracting(Alerts.Alert::id)
        .containsExactly("a1", "a4", "a3", "a2");
  }

  @Test
  void ofThoseThatAreEquallyBadWhatBeganLastComesFirstAndStaysThere() {
    put(
        alert("a1", "open", "high", 3).put("first_at", Json.time(T0 - 2000)),
        alert("a2", "open", "high", 3).put("first_at", Json.time(T0 - 1000)));
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a2", "a1");

    put(alert("a1", "updated", "high", 9000).put("first_at", Json.time(T0 - 2000)));
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a2", "a1");
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
  void aSilenceMutesUntilItEndsAndSaysSo() {
    put(alert("a1", "open", "high", 3), alert("a2", "open", "low", 3));
    Silence silence =
        silences.add(
            List.of(
                new Silence.Matcher("touchpoint", true, "/checkout"),
                new Silence.Matcher("severity", false, "low")),
            now + 60_000,
            "nok",
            "planned work");

    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a2");
    assertThat(ids(AlertQuery.View.MUTED)).containsExactly("a1");
    assertThat(alerts.find("a1").orElseThrow().view().path("muted").path("text").asText())
        .isEqualTo("planned work");
    assertThat(silences.list()).containsExactly(Map.entry(silence, 1L));

    now += 60_000;
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1", "a2");
    assertThat(silences.list()).isEmpty();
  }

  @Test
  void aSilenceByRuleIsForThatRuleAlone() {
    put(alert("a1", "open", "high", 3));
    silences.add(
        List.of(new Silence.Matcher("rule_id", true, "checkout")), now + 60_000, "nok", "x");
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    silences.add(
        List.of(new Silence.Matcher("rule_id", true, "checkout-abandoned")),
        now + 60_000,
        "n",
        "x");
    assertThat(ids(AlertQuery.View.OPEN)).isEmpty();
  }

  @Test
  void nothingIsSilencedByASeverityThatThereIsNot() {
    put(alert("a1", "open", "info", 3), alert("a2", "open", "high", 3));
    for (String word : List.of("High", "hgih", "sev1", "")) {
      List<Silence.Matcher> matchers = List.of(new Silence.Matcher("severity", true, word));
      assertThatThrownBy(() -> silences.add(matchers, now + 60_000, "nok", "x"))
          .as(word)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a severity is one of info, low, medium, high, critical");
    }
    // One from before is there all the same, and silences nothing that it does not mean.
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO silences (id, matchers, starts_at, ends_at, author, remark)"
                        + " VALUES ('s1', ?, ?, ?, 'nok', 'x')",
                    "[{\"name\":\"severity\",\"op\":\"=\",\"value\":\"High\"}]",
                    now,
                    now + 60_000));
    put(alert("a1", "updated", "info", 4), alert("a2", "updated", "high", 4));
    assertThat(ids(AlertQuery.View.MUTED)).isEmpty();

    silences.add(
        List.of(new Silence.Matcher("severity", true, "high")), now + 60_000, "nok", "known");
    assertThat(ids(AlertQuery.View.MUTED)).containsExactly("a2");
  }

  @Test
  void whoSilencesARuleStillSeesTheIncidentThatStandsForIt() {
    ObjectNode incident = alert("a1", "open", "critical", 3).put("origin", "anomaly");
    incident.putArray("rule_ids").add("error-spike").add("checkout-abandoned");
    ObjectNode several = alert("a2", "open", "high", 3).put("origin", "signals");
    several.putArray("rule_ids").add("rage-clicks").add("checkout-abandoned");
    put(incident, several);

    silences.add(
        List.of(new Silence.Matcher("rule_id", true, "checkout-abandoned")),
        now + 60_000,
        "nok",
        "known");
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    assertThat(ids(AlertQuery.View.MUTED)).containsExactly("a2");

    silences.add(
        List.of(new Silence.Matcher("rule_id", true, "error-spike")), now + 60_000, "nok", "known");
    assertThat(ids(AlertQuery.View.OPEN)).isEmpty();
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
  void oneStandsForAnotherAndIsNamed() {
    ObjectNode muted = alert("a1", "open", "high", 3);
    muted.put("muted_by", "a2");
    put(muted, alert("a2", "open", "critical", 3));
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a2");
    assertThat(alerts.find("a1").orElseThrow().view().path("muted").path("text").asText())
        .isEqualTo("Trouble a2");
    assertThat(alerts.related("a2")).extracting(Alerts.Alert::id).containsExactly("a1");
  }

  @Test
  void anAnomalyShowsAtLeastWhatTheAlertsItStandsForSay() {
    ObjectNode errors = alert("a1", "open", "high", 0);
    errors.put("origin", "anomaly").put("measure", "errors").put("reading", 0.2);
    ObjectNode cohort = alert("a2", "open", "high", 0);
    cohort.put("origin", "anomaly").put("measure", "customers").put("reading", 14.0);
    cohort.withArray("rule_ids").insert(0, "cohort-hit");
    ObjectNode failed = alert("a3", "open", "medium", 90);
    failed
        .put("origin", "signals")
        .put("recent", 12)
        .put("value_at_risk", 830.5)
        .put("currency", "EUR");
    ObjectNode left = alert("a4", "open", "medium", 70);
    left.put("recent", 7).put("value_at_risk", 1200).put("currency", "EUR");
    put(errors, cohort, failed.put("muted_by", "a1"), left.put("muted_by", "a1"));

    ObjectNode view = alerts.find("a1").orElseThrow().view();
    assertThat(view.path("customers").asLong()).isEqualTo(12);
    assertThat(view.path("value_at_risk").asDouble()).isEqualTo(1200);
    assertThat(view.path("currency").asText()).isEqualTo("EUR");
    ObjectNode same = alerts.find("a2").orElseThrow().view();
    assertThat(same.path("customers").asLong()).isEqualTo(14);
    assertThat(same.path("value_at_risk").asDouble()).isEqualTo(1200);
    assertThat(same.path("rule_ids")).hasSize(2);

    left.put("status", "resolved");
    put(left);
    assertThat(alerts.find("a1").orElseThrow().view().path("value_at_risk").asDouble())
        .isEqualTo(830.5);
  }

  @Test
  void anAnomalyIsSortedByWhatItStandsForNow() {
    ObjectNode errors = alert("a1", "open", "high", 0);
    errors.put("origin", "anomaly").put("measure", "errors").put("reading", 0.2);
    ObjectNode met = alert("a2", "open", "medium", 90);
    met.put("recent", 12).put("value_at_risk", 1200).put("currency", "EUR");
    put(errors, met, alert("a3", "open", "medium", 8).put("value_at_risk", 500));
    assertThat(sorted(AlertQuery.Sort.CUSTOMERS)).containsExactly("a2", "a3", "a1");

    put(met.deepCopy().put("muted_by", "a1").put("last_at", Json.time(T0 + 100)));
    assertThat(sorted(AlertQuery.Sort.CUSTOMERS)).containsExactly("a1", "a3");
    assertThat(sorted(AlertQuery.Sort.VALUE)).containsExactly("a1", "a3");

    put(met.deepCopy().put("last_at", Json.time(T0 + 200)));
    assertThat(sorted(AlertQuery.Sort.VALUE)).containsExactly("a2", "a3", "a1");
  }

  private List<String> sorted(AlertQuery.Sort sort) {
    return alerts.page(query(AlertQuery.View.OPEN, sort, 9, null)).alerts().stream()
        .map(Alerts.Alert::id)
        .toList();
  }

  @Test
  void aTombstoneTakesTheAlertAway() {
    put(alert("a1", "open", "high", 3));
    Portion portion = new Portion();
    portion.alertGone("a1");
    portion.readUpTo("waymark.alerts", 0, 9);
    intake.put(portion);
    assertThat(alerts.find("a1")).isEmpty();
    assertThat(alerts.history("a1")).isEmpty();
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

  private void pause(long at) {
    Portion portion = new Portion();
    portion.pause(said(at, true));
    portion.readUpTo("waymark.pauses", 0, 1);
    intake.put(portion);
  }

  private static ObjectNode said(long at, boolean paused) {
    return Json.object()
        .put("rule_id", "r1")
        .put("paused", paused)
        .put("reason", "x")
        .put("at", Json.time(at));
  }

  @Test
  void whatTheAuditCouldNotTakeIsCountedAndDidNotHappen() {
    put(alert("a1", "open", "high", 3));
    database.jdbi().useHandle(h -> h.execute("ALTER TABLE audit RENAME TO audit_away"));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> work.acknowledge("a1", "nok", null)))
        .isNotNull();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> audit.add("nok", "login", "address:x", "one")))
        .isNotNull();
    database.jdbi().useHandle(h -> h.execute("ALTER TABLE audit_away RENAME TO audit"));

    assertThat(audit.failures()).isEqualTo(2);
    assertThat(alerts.find("a1").orElseThrow().view().path("work").asText()).isEqualTo("new");
  }

  @Test
  void whatRulesHaveCostAddsUp() {
    usage("r1", T0, 100, 4_000, 10, 900, 2);
    usage("r1", T0 + 1, 100, 2_000, 10, 300, 1);
    usage("r2", T0, 100, 0, 10, 0, 0);
    usage("r1", T0 - TallyIntake.HOUR, 5, 5, 5, 5, 5);

    assertThat(new RuleUsages(database).since(T0))
        .containsOnly(
            Map.entry("r1", new RuleUsages.Usage(200, 6_000, 20, 1_200, 6, T0 + 1)),
            Map.entry("r2", new RuleUsages.Usage(100, 0, 10, 0, 0, null)));
  }

  private void usage(
      String rule, long at, long events, long nanos, long journeys, long bytes, long held) {
    Portion portion = new Portion();
    portion.ruleUsage(
        Json.object()
            .put("rule_id", rule)
            .put("occurred_at", Json.time(at))
            .put("events", events)
            .put("nanos", nanos)
            .put("journeys", journeys)
            .put("bytes", bytes)
            .put("suppressed_by_cooldown", held)
            .put("suppressed_by_condition", held)
            .put("quarantined", held > 0));
    portion.readUpTo("waymark.rule-usage", 0, 1);
    intake.put(portion);
  }

  @Test
  void whoChangesTheAuditIsFound() {
    audit.add("nok", "login", "address:x", "one");
    audit.add("nok", "logout", "address:x", "two");
    audit.add("ann", "login", "address:y", "three");
    assertThat(audit.verify()).isEqualTo(new AuditLog.Verdict(3, null));

    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET who = 'eve' WHERE seq = 2"));
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET who = 'nok' WHERE seq = 2"));
    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET detail = 'else' WHERE seq = 1"));
    assertThat(audit.verify().brokenAt()).isEqualTo(1);
    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET detail = 'one' WHERE seq = 1"));
    database.jdbi().useHandle(h -> h.execute("DELETE FROM audit WHERE seq = 3"));
    assertThat(audit.verify().brokenAt()).isEqualTo(3);
  }

  @Test
  void whoWritesTheWholeAuditAnewIsFoundWithoutTheKey() {
    audit.add("nok", "login", "address:x", "one");
    audit.add("eve", "customer.view", "customer:c_1", "two");
    audit.add("nok", "logout", "address:x", "three");
    AuditSeal guessed = new AuditSeal(MasterKey.fresh());
    database
        .jdbi()
        .useHandle(
            h -> {
              String before = AuditSeal.START;
              List<AuditLog.Entry> entries = audit.latest(9, Long.MAX_VALUE);
              for (int i = entries.size() - 1; i >= 0; i--) {
                AuditLog.Entry was = entries.get(i);
                String digest = guessed.digest(String.valueOf(was.salt()), was.detail());
                AuditLog.Entry entry =
                    new AuditLog.Entry(
                        was.seq(), was.at(), "nok", "login", "", was.detail(), "", digest, "");
                before = guessed.hash(before, entry);
                h.execute(
                    "UPDATE audit SET who = 'nok', action = 'login', subject = '', digest = ?,"
                        + " hash = ? WHERE seq = ?",
                    digest,
                    before,
                    was.seq());
              }
              h.execute("UPDATE audit_end SET hash = ?", before);
            });
    assertThat(audit.verify().brokenAt()).isEqualTo(1);
  }

  @Test
  void entriesThatHaveChangedPlacesAreFound() {
    audit.add("nok", "login", "address:x", "one");
    audit.add("ann", "login", "address:y", "two");
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute("UPDATE audit SET seq = 9 WHERE seq = 1");
              h.execute("UPDATE audit SET seq = 1 WHERE seq = 2");
              h.execute("UPDATE audit SET seq = 2 WHERE seq = 9");
            });
    assertThat(audit.verify().brokenAt()).isEqualTo(1);
  }

  @Test
  void anAuditThatIsTakenBackToAnEarlierOneIsFound(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("console.audit");
    AuditWitness witness = AuditWitness.of(audit, file, new Kept());
    audit.add("nok", "login", "address:x", "one");
    AuditLog.Head early = audit.head();
    audit.add("eve", "customer.view", "customer:c_1", "two");
    witness.look();
    assertThat(audit.verify()).isEqualTo(new AuditLog.Verdict(2, null));
    String seen = Files.readString(file);

    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute("DELETE FROM audit WHERE seq = 2");
              h.execute("UPDATE audit_end SET seq = ?, hash = ?", early.seq(), early.hash());
            });
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    // Nor does it help to add others in their place, or to start again.
    audit.add("eve", "login", "address:x", "else");
    witness.look();
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    assertThat(Files.readString(file)).isEqualTo(seen);
    AuditLog again = new AuditLog(database, wall);
    assertThat(again.verify().brokenAt()).isNull();
    AuditWitness.of(again, file, new Kept());
    assertThat(again.verify().brokenAt()).isEqualTo(2);
  }

  @Test
  void anAuditThatIsTakenBackIsFoundAlsoIfTheFileIsGone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("console.audit");
    Kept kept = new Kept();
    AuditWitness witness = AuditWitness.of(audit, file, kept);
    audit.add("nok", "login", "address:x", "one");
    AuditLog.Head early = audit.head();
    audit.add("eve", "customer.view", "customer:c_1", "two");
    witness.look();
    witness.notarise();
    AuditLog.Head seen = audit.head();
    assertThat(kept.heads).containsOnly(Map.entry(audit.id(), seen));

    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute("DELETE FROM audit WHERE seq = 2");
              h.execute("UPDATE audit_end SET seq = ?, hash = ?", early.seq(), early.hash());
            });
    Files.delete(file);
    AuditLog again = new AuditLog(database, wall);
    AuditWitness another = AuditWitness.of(again, file, kept);
    another.look();
    assertThat(again.verify().brokenAt()).as("nobody has asked Kafka yet").isNull();
    another.notarise();
    assertThat(again.verify().brokenAt()).isEqualTo(2);
    // Nor does it go away by what is added.
    again.add("eve", "login", "address:x", "else");
    another.look();
    another.notarise();
    assertThat(again.verify().brokenAt()).isEqualTo(2);
    assertThat(kept.heads).containsOnly(Map.entry(audit.id(), seen));
  }

  @Test
  void aNotaryThatIsAwayIsAskedBeforeItIsToldAnything(@TempDir Path folder) throws Exception {
    Kept kept = new Kept();
    kept.away = true;
    AuditWitness witness = AuditWitness.of(audit, folder.resolve("console.audit"), kept);
    audit.add("nok", "login", "address:x", "one");
    witness.look();
    assertThatThrownBy(witness::notarise).isInstanceOf(Notary.Away.class);
    kept.away = false;
    kept.heads.put(audit.id(), new AuditLog.Head(9, "0".repeat(64)));
    witness.notarise();
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    assertThat(kept.heads.get(audit.id()).seq()).isEqualTo(9);
  }

  /** Keeps it in memory. */
  static final class Kept implements Notary {
    final Map<String, AuditLog.Head> heads = new HashMap<>();
    boolean away;

    @Override
    public Optional<AuditLog.Head> last(String audit) throws Away {
      answer();
      return Optional.ofNullable(heads.get(audit));
    }

    @Override
    public void keep(String audit, AuditLog.Head head) throws Away {
      answer();
      heads.put(audit, head);
    }

    private void answer() throws Away {
      if (away) {
        throw new Away(new IllegalStateException("away"));
      }
    }
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

  private void forget(String customer) {
    Portion portion = new Portion();
    portion.forget(customer, T0 + 500);
    portion.readUpTo("waymark.facts", 0, 1);
    intake.put(portion);
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

  @Test
  void windowsAreReplacedWhileTheyChange() {
    Kpis kpis = new Kpis(database);
    assertThat(kpis.upTo()).isEmpty();
    put(kpi(T0, T0 + 10), kpi(T0, T0 + 20), kpi(T0 + 300_000, T0 + 300_010));
    assertThat(kpis.upTo()).contains(T0 + 300_010);
    Kpis.Place place = new Kpis.Place("/checkout", "web");
    assertThat(kpis.windows(Map.of(place, T0), ""))
        .extracting(w -> w.path("occurred_at").asText())
        .containsExactly(Json.time(T0 + 20));
    assertThat(kpis.hasLater(place, T0)).isTrue();
    assertThat(kpis.hasLater(place, T0 + 300_000)).isFalse();
    assertThat(starts(kpis, null)).containsExactly(T0, T0 + 300_000);
    assertThat(starts(kpis, "web")).hasSize(2);
    assertThat(starts(kpis, "call")).isEmpty();
  }

  @Test
  void whatChangesAWindowOfBeforeIsNotTheLatest() {
    Portion portion = new Portion();
    portion.kpi(kpi(T0 + 300_000, T0 + 300_010).putNull("persona"));
    portion.kpi(kpi(T0, T0 + 300_020).putNull("persona"));
    assertThat(portion.lastPulses().get(new Kpis.Place("/checkout", "web")).path("window_start"))
        .hasToString('"' + Json.time(T0 + 300_000) + '"');
  }

  private static List<Long> starts(Kpis kpis, String channel) {
    return kpis.points(T0, Kpis.WINDOW, T0, channel, "").stream()
        .map(Kpis.Points::windowStart)
        .toList();
  }

  @Test
  void linesOfManyHoursGoThroughFewerPoints() {
    long from = T0 / 3_600_000 * 3_600_000;
    put(
        kpi(from, from),
        kpi(from + 300_000, from),
        kpi(from + 900_000, from),
        kpi(from + 1_200_000, from + 1_300_000));
    Kpis kpis = new Kpis(database);
    assertThat(kpis.points(from, 900_000, from + 1_100_000, null, ""))
        .extracting(Kpis.Points::windowStart)
        .containsExactly(from, from + 900_000, from + 1_200_000);
  }

  @Test
  void aWindowThatStillFormsIsNotComplete() {
    put(
        kpi(T0, T0 + 300_000).putNull("channel"),
        kpi(T0 + 300_000, T0 + 300_000 + 120_000).putNull("channel"));
    Kpis kpis = new Kpis(database);
    assertThat(kpis.completeUpTo("/checkout", T0 + 420_000)).contains(T0 + 300_000);
    assertThat(kpis.completeUpTo("/checkout", T0 + 600_000)).contains(T0 + 600_000);
    assertThat(kpis.completeUpTo("/checkout", T0 + 10)).isEmpty();
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

  @Test
  void customersAreFoundByIdReferenceOrBeginning() {
    put(signal("s1", "c_1"), signal("s2", "c_12"), signal("s3", "cx1"), signal("s4", "anon:q"));
    Customers customers = new Customers(database);
    assertThat(customers.byPrefix("c_1", 10))
        .extracting(Customers.Customer::id)
        .containsExactly("c_1", "c_12");
    assertThat(customers.byPrefix("%", 10)).isEmpty();
    assertThat(customers.byId("anon:q")).isPresent();
    String ref = Pseudonyms.of(database).of("cx1");
    assertThat(customers.byRef(ref)).map(Customers.Customer::id).contains("cx1");
  }

  @Test
  void talliesAreByRuleAndWhatCameOfItHourByHour() {
    put(signal("s1", "c-1"), signal("s2", "c-1"), signal("s3", "c-2"));
    // Read again, and once more in the next portion.
    put(signal("s3", "c-2"), signal("s4", "c-3").put("mode", "shadow"), signal("s3", "c-2"));

    Tallies tallies = new Tallies(database);
    assertThat(tallies.since(T0, List.of("signal")))
        .containsExactlyInAnyOrder(
            new Tallies.Tally("signal", "checkout-abandoned", "fired", "live", 3),
            new Tallies.Tally("signal", "checkout-abandoned", "fired", "shadow", 1));
    assertThat(tallies.customersSince(T0)).containsExactly(Map.entry("checkout-abandoned", 2L));

    long nextHour = T0 + TallyIntake.HOUR;
    assertThat(tallies.since(nextHour, List.of("signal"))).isEmpty();
    put(signal("s5", "c-2").put("occurred_at", Json.time(nextHour)));
    assertThat(tallies.since(nextHour, List.of("signal")))
        .extracting(Tallies.Tally::times)
        .containsExactly(1L);
    assertThat(tallies.customersSince(T0)).containsExactly(Map.entry("checkout-abandoned", 2L));
  }

  @Test
  void whatIsSaidLateOfAnOldVersionOfARuleIsNotTakenForTheNewOne() {
    Tallies tallies = new Tallies(database);
    put(experiment("r1", 1, "open"), experiment("global", 0, "helps"));
    assertThat(tallies.experiments().get("r1").path("verdict").asText()).isEqualTo("open");

    put(experiment("r1", 2, "too_few"));
    put(experiment("r1", 1, "harms"));

    assertThat(tallies.experiments())
        .hasEntrySatisfying(
            "r1",
            newest -> {
              assertThat(newest.path("rule_version").asInt()).isEqualTo(2);
              assertThat(newest.path("verdict").asText()).isEqualTo("too_few");
            })
        .containsOnlyKeys("r1", "global");
    put(experiment("r1", 2, "helps"));
    assertThat(tallies.experiments().get("r1").path("verdict").asText()).isEqualTo("helps");
  }

  @Test
  void whereOneVersionStoodForAllOfThemTheTopicIsReadAgain() {
    Portion portion = new Portion();
    portion.readUpTo("waymark.experiments", 0, 7);
    portion.readUpTo(PART.topic(), PART.part(), 9);
    intake.put(portion);
    asOfBeforeExperimentsHadVersions();
    open();

    assertThat(intake.offsets()).containsExactly(Map.entry(PART, 9L));
    assertThat(new Tallies(database).experiments()).isEmpty();
    put(experiment("r1", 2, "helps"), experiment("r1", 1, "harms"));
    assertThat(new Tallies(database).experiments().get("r1").path("verdict").asText())
        .isEqualTo("helps");
  }

  private void asOfBeforeExperimentsHadVersions() {
    String text = database.dialect().placeholders().get("text");
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DROP TABLE experiments");
              handle.execute(
                  "CREATE TABLE experiments (experiment VARCHAR(200) PRIMARY KEY, body %s NOT NULL)"
                      .formatted(text));
              handle.execute("INSERT INTO experiments VALUES ('r1', '{\"verdict\":\"harms\"}')");
              handle.execute("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '6'");
            });
    database.close();
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
  void aSilenceIsForWhatComesLaterTooAndLeavesWhatAnotherOneCovers() {
    List<Silence.Matcher> place = List.of(new Silence.Matcher("touchpoint", true, "/checkout"));
    List<Silence.Matcher> rule =
        List.of(new Silence.Matcher("rule_id", true, "checkout-abandoned"));
    Silence first = silences.add(place, now + 60_000, "nok", "planned work");
    put(alert("a1", "open", "high", 3));
    assertThat(ids(AlertQuery.View.MUTED)).containsExactly("a1");

    Silence second = silences.add(rule, now + 30_000, "nok", "known");
    silences.end(first.id(), "nok");
    assertThat(ids(AlertQuery.View.MUTED)).containsExactly("a1");
    assertThat(alerts.find("a1").orElseThrow().view().path("muted").path("id").asText())
        .isEqualTo(second.id());
    silences.end(second.id(), "nok");
    assertThat(ids(AlertQuery.View.OPEN)).containsExactly("a1");
    assertThat(silences.end(second.id(), "nok")).isFalse();
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

  @Test
  void allThatSomebodyShouldLookAtIsCounted() {
    ObjectNode muted = alert("a4", "open", "high", 3).put("muted_by", "a1");
    put(
        alert("a1", "open", "high", 3),
        alert("a2", "open", "high", 3),
        alert("a3", "open", "low", 3),
        muted,
        alert("a5", "resolved", "high", 3));
    work.snooze("a2", "nok", now + 1000);
    assertThat(alerts.open()).isEqualTo(Map.of("high", 1L, "low", 1L));
  }

  private List<String> ids(AlertQuery.View view) {
    return alerts.page(query(view, AlertQuery.Sort.SEVERITY, 50, null)).alerts().stream()
        .map(Alerts.Alert::id)
        .toList();
  }

  private static AlertQuery query(
      AlertQuery.View view, AlertQuery.Sort sort, int limit, AlertQuery.Cursor after) {
    return new AlertQuery(view, sort, List.of(), null, null, limit, after);
  }

  /** Puts messages, told apart by their fields. */
  private void put(ObjectNode... messages) {
    Portion portion = new Portion();
    for (ObjectNode message : messages) {
      if (message.has("alert_id")) {
        portion.alert(message);
      } else if (message.has("signal_id")) {
        portion.moment(Moment.signal(message));
      } else if (message.has("experiment")) {
        portion.experiment(message);
      } else {
        portion.kpi(message);
      }
    }
    portion.readUpTo(PART.topic(), PART.part(), 2);
    intake.put(portion);
  }

  private static ObjectNode alert(String id, String status, String severity, long customers) {
    ObjectNode alert =
        Json.object()
            .put("alert_id", id)
            .put("status", status)
            .put("severity", severity)
            .put("title", "Trouble " + id)
            .put("touchpoint", "/checkout")
            .put("customers", customers)
            .put("first_at", Json.time(T0))
            .put("last_at", Json.time(T0 + customers));
    alert.putNull("muted_by");
    alert.putArray("rule_ids").add("checkout-abandoned");
    alert.putArray("samples").add("c-1").add("c-2");
    return alert;
  }

  private static ObjectNode signal(String id, String customer) {
    return Json.object()
        .put("signal_id", id)
        .put("rule_id", "checkout-abandoned")
        .put("customer_id", customer)
        .put("status", "fired")
        .put("severity", "high")
        .put("mode", "live")
        .put("touchpoint", "/checkout")
        .put("occurred_at", Json.time(T0 + 1));
  }

  private static ObjectNode experiment(String experiment, int version, String verdict) {
    return Json.object()
        .put("experiment", experiment)
        .put("rule_version", version)
        .put("verdict", verdict);
  }

  private static ObjectNode kpi(long start, long at) {
    return Json.object()
        .put("touchpoint", "/checkout")
        .put("channel", "web")
        .put("window_start", Json.time(start))
        .put("window_end", Json.time(start + 300_000))
        .put("occurred_at", Json.time(at));
  }
}
