package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the inbox shows of alerts, and in which order. */
abstract class AlertsContract extends StoreContract {
  AlertsContract(TestedDatabase tested) {
    super(tested);
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
}
