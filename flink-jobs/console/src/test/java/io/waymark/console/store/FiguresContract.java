package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of touchpoints, rules, customers and experiments, as they were said last. */
abstract class FiguresContract extends StoreContract {
  FiguresContract(TestedDatabase tested) {
    super(tested);
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
  void personasAreThoseThatHaveLinesLatelyByName() {
    Kpis kpis = new Kpis(database);
    assertThat(kpis.personas(0)).isEmpty();
    put(
        kpi(T0, T0),
        kpi(T0, T0).put("persona", "vip"),
        kpi(T0 + 300_000, T0).put("persona", "vip"),
        kpi(T0 + 300_000, T0).put("persona", "family"),
        kpi(T0, T0).put("persona", "gone"));
    assertThat(kpis.personas(T0)).containsExactly("family", "gone", "vip");
    assertThat(kpis.personas(T0 + 1)).containsExactly("family", "vip");
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
}
