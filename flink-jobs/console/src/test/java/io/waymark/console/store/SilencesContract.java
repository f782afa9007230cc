package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is silenced, for how long, and what is not. */
abstract class SilencesContract extends StoreContract {
  SilencesContract(TestedDatabase tested) {
    super(tested);
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
}
