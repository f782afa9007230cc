package io.waymark.domain.friction;

import static io.waymark.domain.Predicates.attributeAbove;
import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.rule.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What nobody would see if it were not counted. */
final class OccurrencesTest {

  @Test
  void anExpressionThatEndsInAnErrorIsCountedOnceAnEvent() {
    Driven story =
        Driven.by(rule("r").when(on(where("a", attributeAbove("v", 1)))))
            .given(
                event("10:00", "a"),
                event("10:01", "a").with("v", "many"),
                event("10:02", "a").with("v", 0),
                event("10:03", "a").with("v", 2),
                event("10:04", "b"));
    assertThat(story.told()).containsExactly("10:03 fired medium");
    assertThat(story.counts).containsExactly("r EXPRESSION_ERROR", "r EXPRESSION_ERROR");
  }

  @Test
  void errorsAreCountedForTheRuleTheyHappenIn() {
    Driven story =
        Driven.by(
                rule("broken").when(on(where("a", attributeAbove("v", 1)))),
                rule("whole").when(on("a")))
            .given(event("10:00", "a"));
    assertThat(story.told()).containsExactly("10:00 fired medium");
    assertThat(story.counts).containsExactly("broken EXPRESSION_ERROR");
  }

  @Test
  void aDeadlineThatIsMissingOrUnreadableIsCounted() {
    Driven story =
        Driven.by(rule("r").when(absence("a").of("b").until("due")))
            .given(
                event("10:00", "a"),
                event("10:01", "a").with("due", "soon"),
                event("10:02", "a").with("due", 1e300),
                event("10:03", "a").with("due", true),
                event("10:04", "a").with("due", null),
                event("10:05", "a").with("due", "2026-01-01T10:30:00Z"))
            .until("12:00");
    assertThat(story.told()).containsExactly("10:30 fired medium");
    assertThat(story.counts).hasSize(5).containsOnly("r UNREADABLE_DEADLINE");
  }

  @Test
  void whatTheCooldownHoldsBackIsCounted() {
    Driven story =
        Driven.by(rule("r").when(on("a")).cooldown("10m"))
            .given(event("10:00", "a"), event("10:09:59.999", "a"), event("10:10", "a"));
    assertThat(story.told()).containsExactly("10:00 fired medium", "10:10 fired medium");
    assertThat(story.counts).containsExactly("r SUPPRESSED_BY_COOLDOWN");
  }

  @Test
  void whatOnlyIfHoldsBackIsCountedOnceHoweverManyClausesFail() {
    Driven story =
        Driven.by(
                rule("r")
                    .when(on("a"))
                    .onlyIfSeen("x", "1h")
                    .onlyIfNotSeen("a", "1h")
                    .cooldown("1h"))
            .given(event("10:00", "a"));
    assertThat(story.told()).isEmpty();
    assertThat(story.counts).containsExactly("r SUPPRESSED_BY_CONDITION");
  }

  @Test
  void aWaitIsCountedAtEachLevelThatIsHeldBack() {
    Driven story =
        Driven.by(
                rule("r")
                    .when(
                        waiting("a")
                            .end("b")
                            .level("1m", Severity.LOW)
                            .level("2m", Severity.LOW)
                            .level("3m", Severity.HIGH))
                    .cooldown("1h"))
            .given(
                event("10:00", "a").id("1"),
                event("10:01:30", "b").id("2"),
                event("10:02", "a").id("3"))
            .until("11:00");
    assertThat(story.told())
        .containsExactly("10:01 fired low", "10:01:30 resolved low", "10:05 fired high");
    assertThat(story.counts)
        .containsExactly("r SUPPRESSED_BY_COOLDOWN", "r SUPPRESSED_BY_COOLDOWN");
  }

  @Test
  void aDeadlineIsReadableUpToTheEndOfTheYear9999() {
    long end = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    RuleBuilder rule = rule("r").when(absence("a").of("b").until("due"));
    Driven last = Driven.by(rule).given(event("10:00", "a").with("due", end));
    assertThat(last.counts).isEmpty();
    assertThat(last.engine().wakeAt(last.state())).isEqualTo(end);
    Driven over = Driven.by(rule).given(event("10:00", "a").with("due", end + 1));
    assertThat(over.counts).containsExactly("r UNREADABLE_DEADLINE");
  }

  @Test
  void whatEndsIsNotAskedWhereNothingIsOpen() {
    Driven story =
        Driven.by(
                rule("r")
                    .per("k")
                    .when(absence("a").of(where("b", attributeAbove("v", 1))).within("1h"))
                    .onlyIfSeen("c", "1h"))
            .given(event("10:00", "c"), event("10:01", "b"));
    assertThat(story.counts).isEmpty();
  }
}
