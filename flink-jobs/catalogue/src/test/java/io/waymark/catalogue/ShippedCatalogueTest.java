package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.rule.Rule;
import org.junit.jupiter.api.Test;

class ShippedCatalogueTest {
  private static final Catalogue SHIPPED = Catalogue.shipped();

  @Test
  void itHasSixteenRulesWithoutProblems() {
    assertThat(SHIPPED.problems()).isEmpty();
    assertThat(SHIPPED.rules())
        .extracting(Rule::id)
        .containsExactlyInAnyOrder(
            "rage-click",
            "error-loop",
            "form-abandonment",
            "zero-results",
            "login-failures",
            "cart-abandoned",
            "checkout-abandoned",
            "payment-failed",
            "call-wait-long",
            "chat-wait-long",
            "transfer-bounce",
            "repeat-contact",
            "channel-switch",
            "delivery-late",
            "nps-detractor",
            "high-intent");
  }

  @Test
  void everyRuleHasExamplesOfFiringAndOfSilence() {
    assertThat(SHIPPED.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.examples()).as(entry.id()).hasSizeBetween(3, 6);
              assertThat(entry.examples()).as(entry.id()).anyMatch(e -> e.expect().isEmpty());
              assertThat(entry.examples()).as(entry.id()).anyMatch(e -> !e.expect().isEmpty());
            });
  }

  @Test
  void theEngineDoesWhatTheExamplesSay() {
    assertThat(ExampleRun.onEngine(SHIPPED.model()).run(SHIPPED))
        .allSatisfy(
            outcome ->
                assertThat(outcome.differences())
                    .as(outcome.rule().id() + ": " + outcome.example().name())
                    .isEmpty());
  }
}
