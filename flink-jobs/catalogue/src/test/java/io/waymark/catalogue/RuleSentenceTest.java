package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleSentenceTest {

  private static String sentence(String rest) {
    var catalogue = CatalogueLoader.load("r", "rules: [ {id: r, title: R, " + rest + "} ]");
    assertThat(catalogue.problems()).isEmpty();
    return RuleSentence.of(catalogue.rules().get(0));
  }

  @Test
  void anAbsence() {
    assertThat(
            sentence(
                "per: [cart_id], when: {absence: {after: begin_checkout, of: purchase, within:"
                    + " 30m}}, unless: [cart_emptied], cooldown: 24h"))
        .isEqualTo(
            "Fires medium 30m after begin_checkout without purchase, per cart_id; cart_emptied"
                + " cancels; purchase resolves within 24h; at most once per 24h.");
  }

  @Test
  void theOtherPatterns() {
    assertThat(sentence("when: {event: a}")).isEqualTo("Fires medium at each a; never resolved.");
    assertThat(sentence("when: {event: {type: '*', channel: web}}"))
        .isEqualTo("Fires medium at every event in channel web; never resolved.");
    assertThat(sentence("when: {absence: {after: a, of: b, until: attr.due}}, resolve: []"))
        .isEqualTo("Fires medium at the time in due of a without b; never resolved.");
    assertThat(sentence("when: {count: {of: [b, a], at_least: 3, within: 2s}}, severity: high"))
        .isEqualTo("Fires high at 3 x a or b within 2s, once per burst; never resolved.");
    assertThat(sentence("when: {sequence: {steps: [a, {none: b}, c], within: 7d}}, resolve: d"))
        .isEqualTo("Fires medium at a, no b, c within 7d; d resolves within 24h.");
    assertThat(
            sentence(
                "when: {wait: {start: a, end: b, levels: [{after: 60s, severity: low}, {after: 3m,"
                    + " severity: high}]}}"))
        .isEqualTo(
            "Fires when a is not followed by b: low after 1m, high after 3m; b resolves within"
                + " 24h.");
    assertThat(
            sentence("when: {absence: {after: a, of: b, until: attr.due, plus: 1h}}, mode: shadow"))
        .isEqualTo(
            "Fires medium 1h after the time in due of a without b; b resolves within 24h; in"
                + " shadow: no alert, no trigger.");
    assertThat(
            sentence(
                "when: {score: {add: [{of: a, points: 2}, {of: b, points: -0.5}], half_life: 1h,"
                    + " at_least: 5}}"))
        .isEqualTo(
            "Fires medium when points (a 2, b -0.5 and half as many every 1h) reach 5, again after"
                + " they fell below 2.5; never resolved.");
  }

  @Test
  void whatBecomesOfOlderVersionsUnlessTheyFinish() {
    assertThat(sentence("when: {event: a}, on_change: finish"))
        .isEqualTo("Fires medium at each a; never resolved.");
    assertThat(sentence("when: {event: a}, on_change: restart"))
        .isEqualTo(
            "Fires medium at each a; never resolved; what older versions have open is judged"
                + " anew.");
    assertThat(sentence("when: {event: a}, on_change: drop"))
        .isEqualTo(
            "Fires medium at each a; never resolved; what older versions have open is dropped.");
  }

  @Test
  void whatFollows() {
    assertThat(
            sentence(
                "when: {event: {type: a, channel: web, where: attr.x > 1}}, only_if: {seen: b,"
                    + " within: 7d}, alert: {team: web}, intervene: {action: call, channel: call}"))
        .isEqualTo(
            "Fires medium at each a in channel web [attr.x > 1]; only if b was seen in the 7d"
                + " before; never resolved; alerts team web by touchpoint; triggers call by call"
                + " (marketing, useful for 24h).");
  }

  @Test
  void everyShippedRuleHasOne() {
    assertThat(Catalogue.shipped().rules())
        .allSatisfy(
            rule -> assertThat(RuleSentence.of(rule)).matches("Fires .*\\.").doesNotContain("\n"));
  }
}
