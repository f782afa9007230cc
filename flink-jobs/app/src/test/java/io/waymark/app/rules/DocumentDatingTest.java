package io.waymark.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DocumentDatingTest {
  private static final long MILLIS = Instant.parse("2026-03-01T10:00:10Z").toEpochMilli();

  private final DocumentDating dating = new DocumentDating();

  @Test
  void aRuleThatSaysNothingGetsATimeAndOneThatSaysItsOwnKeepsIt() {
    assertThat(dating.effectiveFrom("bought", document(2, ""), MILLIS))
        .contains("effective_from: 2026-03-01T10:00:10Z");
    String stated = document(2, "effective_from: 2026-04-01T00:00:00Z");
    assertThat(dating.effectiveFrom("bought", stated, MILLIS)).isEqualTo(stated);
  }

  @Test
  void onlyAHigherNumberIsAHigherVersion() {
    assertThat(dating.isHigher("bought", document(1, ""), document(2, ""))).isTrue();
    assertThat(dating.isHigher("bought", document(2, ""), document(2, "severity: high"))).isFalse();
    assertThat(dating.isHigher("bought", document(2, ""), document(1, ""))).isFalse();
  }

  @Test
  void whatAnotherReleaseHasPublishedIsLowerThanAll() {
    assertThat(dating.isHigher("bought", document(7, "moon: full"), document(1, ""))).isTrue();
  }

  @Test
  void whatJourneysAreHasNoVersionAndNoTime() {
    assertThat(dating.isHigher(RuleUpdate.JOURNEY, "journey: {}", "journey: {name: x}")).isFalse();
    assertThat(dating.effectiveFrom(RuleUpdate.JOURNEY, "journey: {}", MILLIS))
        .isEqualTo("journey: {}");
  }

  private static String document(int version, String line) {
    return """
    rules:
      - id: bought
        version: %d
        title: Something
        when: { event: purchase }
        %s
    """
        .formatted(version, line);
  }
}
