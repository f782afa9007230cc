package io.waymark.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final Matter TRIGGER =
      new Matter(
          "trigger.issued", "call-back", "call", "service", List.of("long-wait"), Severity.MEDIUM);
  private static final Matter ALERT =
      new Matter("alert.open", null, "web", null, List.of("rage", "outage"), Severity.HIGH);

  @Test
  void oneThatNamesNothingTakesEverything() {
    Route all = route(Set.of(), Set.of(), Set.of(), Severity.INFO);

    assertThat(all.takes(TRIGGER)).isTrue();
    assertThat(all.takes(ALERT)).isTrue();
  }

  @Test
  void allThatItNamesHasToMatchAndOneOfSeveralRulesIsEnough() {
    assertThat(route(Set.of("alert.open"), Set.of(), Set.of("outage"), Severity.HIGH).takes(ALERT))
        .isTrue();
    assertThat(route(Set.of("alert.open"), Set.of(), Set.of("other"), Severity.HIGH).takes(ALERT))
        .isFalse();
    assertThat(route(Set.of(), Set.of(), Set.of(), Severity.HIGH).takes(TRIGGER)).isFalse();
  }

  @Test
  void whatAMatterLacksDoesNotMatch() {
    Route marketing = route(Set.of(), Set.of("marketing"), Set.of(), Severity.INFO);

    assertThat(marketing.takes(ALERT)).isFalse();
    assertThat(marketing.takes(TRIGGER)).isFalse();
  }

  private static Route route(
      Set<String> types, Set<String> purposes, Set<String> rules, Severity atLeast) {
    return new Route(types, Set.of(), Set.of(), purposes, rules, atLeast);
  }
}
