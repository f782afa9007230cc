package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import org.junit.jupiter.api.Test;

/** How long a version is needed that a newer one has replaced. */
final class AfterlifeTest {
  private static long of(RuleBuilder rule) {
    return Afterlife.of(rule.build());
  }

  private static long span(String text) {
    return StoryTime.span(text);
  }

  @Test
  void theLastDeadlineAndTheTimeInWhichItsFireCanBeResolved() {
    assertThat(of(rule("r").when(absence("a").of("b").within("30m")).resolveWithin("2h")))
        .isEqualTo(span("30m") + span("2h"));
    assertThat(
            of(rule("r").when(waiting("a").end("b").level("1m").level("3m")).resolveWithin("2h")))
        .isEqualTo(span("3m") + span("2h"));
  }

  @Test
  void aSequenceThatOpensAnAbsenceMayTakeBothSpans() {
    assertThat(
            of(
                rule("r")
                    .when(absence(sequence("1h", step("a"), step("b"))).of("c").within("30m"))
                    .resolveWithin("2h")))
        .isEqualTo(span("1h") + span("30m") + span("2h"));
  }

  @Test
  void countsAndEventsLeaveTheirFiresOnlyAndTheLongerOfCooldownAndResolveWithinCounts() {
    assertThat(of(rule("r").when(count("a").atLeast(2).within("1h")).resolveWithin("2h")))
        .isEqualTo(span("2h"));
    assertThat(of(rule("r").when(on("a")).resolveWithin("2h").cooldown("7d")))
        .isEqualTo(span("7d"));
  }

  @Test
  void aDeadlineThatAnEventNamesMayBeAnyTime() {
    assertThat(of(rule("r").when(absence("a").of("b").until("due")))).isEqualTo(Afterlife.FOREVER);
  }
}
