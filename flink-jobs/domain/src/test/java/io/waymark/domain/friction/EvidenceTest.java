package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.event.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every signal says which events made it fire. */
final class EvidenceTest {

  /** The ids of the last signal's evidence, the state written and read after each event. */
  private static List<String> evidence(RuleBuilder rule, EventLine... lines) {
    Driven story = Driven.by(rule);
    log(lines).forEach(event -> story.given(List.of(event)).restoredBy(rule));
    story.until("23:00");
    return story.signals.get(story.signals.size() - 1).evidence().stream()
        .map(Evidence::eventId)
        .toList();
  }

  @Test
  void ofACountAreTheEventsInItsWindow() {
    assertThat(
            evidence(
                rule("r").when(count("a").atLeast(2).within("10m")),
                event("10:00", "a"),
                event("10:10:00.001", "a"),
                event("10:11", "x"),
                event("10:20:00.001", "a")))
        .containsExactly("e02", "e04");
  }

  @Test
  void ofASequenceAreItsSteps() {
    assertThat(
            evidence(
                rule("r").when(sequence("1h", step("a"), step("b"), step("c"))),
                event("10:00", "a"),
                event("10:01", "b"),
                event("10:02", "x"),
                event("10:03", "c")))
        .containsExactly("e01", "e02", "e04");
  }

  @Test
  void ofAnAbsenceIsWhatOpenedIt() {
    assertThat(
            evidence(
                rule("r").when(absence(count("a").atLeast(2).within("1h")).of("z").within("1h")),
                event("10:00", "a"),
                event("10:01", "a"),
                event("10:02", "x")))
        .containsExactly("e01", "e02");
  }

  @Test
  void ofAWaitIsItsStart() {
    assertThat(
            evidence(
                rule("r").when(waiting("a").end("b").level("1m")),
                event("10:00", "a"),
                event("10:05", "b")))
        .containsExactly("e01");
  }

  @Test
  void ofAScoreIsWhatStillWeighs() {
    assertThat(
            evidence(
                rule("r").when(score().add("a", 1).halfLife("1m").atLeast(1.4)),
                event("10:00", "a"),
                event("10:10", "a"),
                event("10:20:00.001", "a"),
                event("10:20:01", "a")))
        .containsExactly("e03", "e04");
  }

  @Test
  void isTheLastTwentyAtMost() {
    EventLine[] lines = new EventLine[25];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = event(String.format("10:%02d", i), "a");
    }
    assertThat(evidence(rule("r").when(count("a").atLeast(25).within("1h")), lines))
        .hasSize(Evidence.LIMIT)
        .startsWith("e06")
        .endsWith("e25");
  }

  @Test
  void isGivenUpForSpaceByEveryPattern() {
    List<RuleBuilder> rules =
        List.of(
            rule("count").when(count("a").atLeast(3).within("1h")),
            rule("sequence").when(sequence("1h", step("a"), step("a"), step("b"))),
            rule("absence").when(absence("a").of("z").within("1h")),
            rule("score").when(score().add("a", 1).atLeast(3)),
            rule("fire").when(on("a")).resolve("b"));
    for (RuleBuilder rule : rules) {
      Driven story =
          Driven.by(new Limits(1000, 256, 1), rule)
              .given(event("10:00", "a").id("1"), event("10:01", "a").id("2"));
      story.written();
      List<String> counts = new ArrayList<>(story.counts);
      // Its evidence, and then, since even that is too much, the instance.
      assertThat(counts).as(rule.build().id()).hasSize(2);
    }
  }
}
