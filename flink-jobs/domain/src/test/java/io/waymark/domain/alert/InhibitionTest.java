package io.waymark.domain.alert;

import static io.waymark.domain.alert.AnomalyStory.incident;
import static io.waymark.domain.alert.AnomalyStory.met;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InhibitionTest {
  private Inhibition inhibition = new Inhibition(Inhibition.Reach.TOUCHPOINT);
  private final Map<String, Standing> alerts = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private List<Standing> incidents = List.of();

  @Test
  void anIncidentStandsForWhatCustomersMeetThereAndSaysSo() {
    when(met("a", "payment-failed", "web", TEN));
    when(incident("I", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN + MINUTE));
    when(met("b", "rage-click", "web", TEN + 2 * MINUTE));
    assertThat(told)
        .containsExactly(
            "a open [payment-failed]",
            "I open [payment-failure-spike, payment-failed]",
            "a updated [payment-failed] muted by I",
            "b open [rage-click] muted by I",
            "I updated [payment-failure-spike, payment-failed, rage-click]");
  }

  @Test
  void whatItStoodForIsToldAgainWhenItIsOverToThoseWhoNeverHeardOfItAsNew() {
    when(met("a", "payment-failed", "web", TEN));
    Alert incident = incident("I", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN + MINUTE);
    when(incident);
    when(met("b", "rage-click", "web", TEN + 2 * MINUTE));
    told.clear();
    when(incident.as(Status.RESOLVED, Cause.RECOVERED, TEN + 3 * MINUTE));
    assertThat(told)
        .containsExactly(
            "I resolved [payment-failure-spike, payment-failed, rage-click]",
            "a updated [payment-failed]",
            "b open [rage-click]");
    assertThat(alerts.get("b").alert().lastAt()).isEqualTo(TEN + 3 * MINUTE);
    assertThat(incidents).isEmpty();
  }

  @Test
  void whoWasCalledHearsThatItIsOverAndNobodyElse() {
    when(met("a", "payment-failed", "web", TEN));
    when(incident("I", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN + MINUTE));
    when(met("b", "rage-click", "web", TEN + 2 * MINUTE));
    told.clear();
    when(alerts.get("a").alert().as(Status.RESOLVED, Cause.OVER, TEN + 3 * MINUTE));
    when(alerts.get("b").alert().as(Status.RESOLVED, Cause.OVER, TEN + 3 * MINUTE));
    assertThat(told)
        .containsExactly("a resolved [payment-failed]", "b resolved [rage-click] muted by I");
    assertThat(alerts).isEmpty();
  }

  @Test
  void anotherChannelIsAnotherPlace() {
    when(incident("I", AnomalyPattern.ERROR_SPIKE, "app", TEN));
    when(met("a", "error-met", "web", TEN + 1));
    when(met("b", "error-met", "app", TEN + 2));
    when(met("c", "error-met", null, TEN + 3));
    assertThat(alerts.values())
        .extracting(standing -> standing.alert().mutedBy())
        .containsExactly(null, "I", "I");
  }

  @Test
  void silenceStandsForTheAnomaliesThatFollowFromItAndTheWorstUnmutedForTheRest() {
    when(incident("C", AnomalyPattern.CONVERSION_DROP, null, TEN));
    when(met("a", "error-met", "web", TEN + 1));
    when(incident("S", AnomalyPattern.SILENCE, null, TEN + 2));
    when(incident("P", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN + 3));
    assertThat(incidents)
        .extracting(one -> one.alert().alertId() + " " + one.alert().mutedBy())
        .containsExactlyInAnyOrder("C S", "S null", "P null");
    assertThat(alerts.get("a").alert().mutedBy()).isEqualTo("P");
  }

  @Test
  void anIncidentStandsForThatOfItsChannelsAndPersonasWhichAreTheSameNews() {
    when(incident("I", AnomalyPattern.ERROR_SPIKE, null, TEN));
    when(of("I-vip", AnomalyPattern.ERROR_SPIKE, Map.of("persona", "vip")));
    when(of("I-web", AnomalyPattern.ERROR_SPIKE, Map.of("channel", "web")));
    when(of("P-vip", AnomalyPattern.PAYMENT_FAILURE_SPIKE, Map.of("persona", "vip")));
    when(of("I-bank", AnomalyPattern.ERROR_SPIKE, Map.of("subject", "bank")));
    assertThat(told)
        .containsExactly(
            "I open [error-spike]",
            "I-vip open [error-spike] muted by I",
            "I-web open [error-spike] muted by I",
            "P-vip open [payment-failure-spike]",
            "I-bank open [error-spike]");
  }

  @Test
  void whatWasToldOfAPersonaIsTakenOverByItsTouchpoint() {
    Alert persona = of("I-vip", AnomalyPattern.ERROR_SPIKE, Map.of("persona", "vip"));
    when(persona);
    Alert all = incident("I", AnomalyPattern.ERROR_SPIKE, null, TEN + MINUTE);
    when(all);
    when(all.as(Status.RESOLVED, Cause.RECOVERED, TEN + 2 * MINUTE));
    assertThat(told)
        .containsExactly(
            "I-vip open [error-spike]",
            "I open [error-spike]",
            "I-vip updated [error-spike] muted by I",
            "I resolved [error-spike]",
            "I-vip updated [error-spike]");
  }

  private static Alert of(String id, AnomalyPattern pattern, Map<String, Object> more) {
    Map<String, Object> group = new TreeMap<>(more);
    group.put("touchpoint", "payment");
    Alert all = incident(id, pattern, (String) more.get("channel"), TEN + 1);
    return new Alert(
        id,
        all.status(),
        all.origin(),
        group,
        all.ruleIds(),
        all.severity(),
        all.title(),
        all.touchpoint(),
        all.channel(),
        null,
        null,
        all.impact(),
        all.deviation(),
        all.firstAt(),
        all.lastAt(),
        null,
        0,
        null);
  }

  @Test
  void nothingStandsForItself() {
    for (AnomalyPattern pattern : AnomalyPattern.values()) {
      incidents = List.of();
      when(incident("I", pattern, null, TEN));
      assertThat(incidents.get(0).alert().mutedBy()).isNull();
    }
  }

  @Test
  void anIncidentKeepsTheRulesItStandsForWhenItGoesOn() {
    Alert incident = incident("I", AnomalyPattern.ERROR_SPIKE, null, TEN);
    when(incident);
    when(met("a", "error-met", "web", TEN + 1));
    told.clear();
    when(incident.as(Status.UPDATED, null, TEN + MINUTE));
    assertThat(told).containsExactly("I updated [error-spike, error-met]");
  }

  @Test
  void whereManyMeetTheSameTheAlertOfThatRuleNeedsNobody() {
    Alert cohort = cohort("M", "payment-failed by payment_failed");
    when(met("a", "payment-failed", "web", TEN));
    when(met("b", "rage-click", "web", TEN));
    when(cohort);
    assertThat(told)
        .containsExactly(
            "a open [payment-failed]",
            "b open [rage-click]",
            "M open [cohort-hit, payment-failed]",
            "a updated [payment-failed] muted by M");
  }

  private static Alert cohort(String id, String subject) {
    Anomaly anomaly =
        new Anomaly(
            id,
            AnomalyPattern.COHORT_HIT,
            new Place("payment", null, null),
            subject,
            Measure.CUSTOMERS,
            Anomaly.Status.FIRED,
            AnomalyPattern.COHORT_HIT.severity(),
            TEN + 1,
            TEN + 1,
            12,
            10,
            12,
            Anomaly.Against.THRESHOLD);
    Alert alert = new AnomalyLifecycle().advance(null, anomaly).emitted();
    return renamed(alert, id, alert.group());
  }

  private static Alert renamed(Alert alert, String id, Map<String, Object> group) {
    return new Alert(
        id,
        alert.status(),
        alert.origin(),
        group,
        alert.ruleIds(),
        alert.severity(),
        alert.title(),
        alert.touchpoint(),
        alert.channel(),
        null,
        null,
        alert.impact(),
        alert.deviation(),
        alert.firstAt(),
        alert.lastAt(),
        alert.mutedBy(),
        0,
        null);
  }

  @Test
  void whatOneGatewayFailsIsMetByThoseOfThatGateway() {
    inhibition = new Inhibition(Inhibition.Reach.SITE);
    when(metIn("a", "gateway-declines", "web", TEN, Map.of("gateway", "acme")));
    when(metIn("b", "gateway-declines", "web", TEN, Map.of("gateway", "best")));
    when(metIn("c", "payment-failed", "web", TEN, Map.of("touchpoint", "payment")));
    when(site("G", AnomalyPattern.PAYMENT_FAILURE_SPIKE, Map.of("subject", "gateway acme")));
    assertThat(alerts.values())
        .extracting(one -> one.alert().alertId() + " " + one.alert().mutedBy())
        .containsExactly("a G", "b null", "c null");
  }

  @Test
  void anIncidentOfTheSiteStandsForWhatCustomersMeetAnywhereSinceThenAndSaysSo() {
    inhibition = new Inhibition(Inhibition.Reach.SITE);
    when(met("old", "error-met", "web", TEN - 30 * MINUTE));
    when(met("a", "error-met", "web", TEN - MINUTE));
    Alert site = site("S", AnomalyPattern.ERROR_SPIKE, Map.of());
    when(site);
    when(met("b", "rage-click", "web", TEN + MINUTE));
    when(site.as(Status.RESOLVED, Cause.RECOVERED, TEN + 3 * MINUTE));
    assertThat(told)
        .containsExactly(
            "old open [error-met]",
            "a open [error-met]",
            "S open [error-spike, error-met]",
            "a updated [error-met] muted by S",
            "b open [rage-click] muted by S",
            "S updated [error-spike, error-met, rage-click]",
            "S resolved [error-spike, error-met, rage-click]",
            "a updated [error-met]",
            "b open [rage-click]");
  }

  @Test
  void whatStandsForAnAlertAtItsTouchpointIsNearerThanTheSite() {
    inhibition = new Inhibition(Inhibition.Reach.SITE);
    Alert nearer = met("a", "error-met", "web", TEN).among("I", List.of("error-met"));
    when(nearer);
    when(site("S", AnomalyPattern.ERROR_SPIKE, Map.of()));
    assertThat(alerts.get("a").alert().mutedBy()).isEqualTo("I");
    when(nearer.as(Status.OPEN, null, TEN + MINUTE).among(null, List.of("error-met")));
    assertThat(alerts.get("a").alert().mutedBy()).isEqualTo("S");
  }

  @Test
  void anomaliesOfTouchpointsAreNoneOfTheSites() {
    Inhibition site = new Inhibition(Inhibition.Reach.SITE);
    assertThat(site.concerns(incident("I", AnomalyPattern.ERROR_SPIKE, null, TEN))).isFalse();
    assertThat(site.concerns(site("S", AnomalyPattern.ERROR_SPIKE, Map.of()))).isTrue();
    assertThat(site.concerns(met("a", "error-met", "web", TEN))).isTrue();
  }

  private static Alert metIn(
      String id, String rule, String channel, long at, Map<String, Object> group) {
    return renamed(met(id, rule, channel, at), id, group);
  }

  @Test
  void anIncidentIsOfTheTeamOfTheWorstItStandsForAndLeavesOtherTeamsTheirs() {
    when(met("a", "rage-click", "web", TEN));
    when(of(met("b", "payment-failed", "web", TEN + 1), "payments", Severity.HIGH));
    Alert incident = incident("I", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN + MINUTE);
    when(incident);
    assertThat(incidents)
        .extracting(one -> one.alert().team(), one -> one.alert().runbook())
        .containsExactly(tuple("payments", "https://runbooks/payments"));
    assertThat(alerts.get("a").alert().mutedBy()).isNull();
    assertThat(alerts.get("b").alert().mutedBy()).isEqualTo("I");

    told.clear();
    when(of(met("c", "card-declined", "web", TEN + 2 * MINUTE), null, Severity.MEDIUM));
    when(incident.as(Status.UPDATED, null, TEN + 3 * MINUTE));
    assertThat(incidents).extracting(one -> one.alert().team()).containsExactly("payments");
    assertThat(told).first().isEqualTo("c open [card-declined] muted by I");
  }

  @Test
  void anIncidentThatNobodyLooksAfterIsOfTheFirstTeamWhoseAlertItStandsFor() {
    when(incident("I", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN));
    when(met("a", "payment-failed", "web", TEN + 1));
    when(of(met("b", "payment-failed", "web", TEN + 2), "payments", Severity.HIGH));
    assertThat(told)
        .containsExactly(
            "I open [payment-failure-spike]",
            "a open [payment-failed] muted by I",
            "I updated [payment-failure-spike, payment-failed]",
            "b open [payment-failed]");
    assertThat(incidents).extracting(one -> one.alert().team()).containsExactly("web");
    when(incidents.get(0).alert().as(Status.RESOLVED, Cause.RECOVERED, TEN + MINUTE));
    when(incident("I", AnomalyPattern.PAYMENT_FAILURE_SPIKE, null, TEN + 2 * MINUTE));
    assertThat(incidents).extracting(one -> one.alert().team()).containsExactly("payments");
  }

  /** The same for another team, with its runbook. */
  private static Alert of(Alert alert, String team, Severity severity) {
    return new Alert(
        alert.alertId(),
        alert.status(),
        alert.origin(),
        alert.group(),
        alert.ruleIds(),
        severity,
        alert.title(),
        alert.touchpoint(),
        alert.channel(),
        team,
        team == null ? null : "https://runbooks/" + team,
        alert.impact(),
        alert.deviation(),
        alert.firstAt(),
        alert.lastAt(),
        alert.mutedBy(),
        alert.reopened(),
        alert.cause());
  }

  private static Alert site(String id, AnomalyPattern pattern, Map<String, Object> more) {
    Map<String, Object> group = new TreeMap<>(more);
    group.put("touchpoint", Place.EVERYWHERE);
    return renamed(incident(id, pattern, null, TEN), id, group);
  }

  private void when(Alert change) {
    Inhibition.Step step =
        change.origin() == Alert.Origin.ANOMALY
            ? inhibition.anomaly(incidents, List.copyOf(alerts.values()), change)
            : inhibition.signals(incidents, alerts.get(change.alertId()), change);
    if (change.status() == Status.RESOLVED) {
      alerts.remove(change.alertId());
    }
    incidents = step.incidents();
    step.changed().forEach(each -> alerts.put(each.alert().alertId(), each));
    step.told().forEach(each -> told.add(words(each)));
  }

  private static String words(Alert alert) {
    return alert.alertId()
        + " "
        + alert.status().name().toLowerCase(Locale.ROOT)
        + " "
        + alert.ruleIds()
        + (alert.mutedBy() == null ? "" : " muted by " + alert.mutedBy());
  }
}
