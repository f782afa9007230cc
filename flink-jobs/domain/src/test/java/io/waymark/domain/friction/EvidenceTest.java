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
  void ofACountIsNothingFromBeforeALateUnless() {
    assertThat(
            evidence(
                rule("r").when(count("a").atLeast(3).within("1h")).unless("reset"),
                event("10:00", "a"),
                event("10:20", "a"),
                event("10:00", "reset"),
                event("10:30", "a"),
                event("10:31", "a")))
        .containsExactly("e02", "e04", "e05");
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
          Driven.by(new Limits(1000, 1_000, 256, 1_024, 1), rule)
              .given(event("10:00", "a").id("1"), event("10:01", "a").id("2"));
      story.written();
      List<String> counts = new ArrayList<>(story.counts);
      // Its evidence, and then, since even that is too much, the instance.
      assertThat(counts).as(rule.build().id()).hasSize(2);
    }
  }

  @Test
  void isGivenUpOnceAndNothingElseWithIt() {
    List<RuleBuilder> rules =
        List.of(
            rule("count").when(count("a").atLeast(3).within("1h")),
            rule("sequence").when(sequence("1h", step("a"), step("a"), step("a"))),
            rule("absence").when(absence("a").of("z").within("1h")),
            rule("score").when(score().add("a", 1).atLeast(3)),
            rule("fire").when(on("a")).resolve("b"));
    for (RuleBuilder rule : rules) {
      byte[] whole = openedWithin(Integer.MAX_VALUE, rule).written();
      Driven just = openedWithin(whole.length, rule);
      assertThat(just.written()).as(rule.build().id()).isEqualTo(whole);
      assertThat(just.counts).isEmpty();
      byte[] bytes = openedWithin(whole.length - 1, rule).written();
      Driven story = openedWithin(bytes.length, rule);
      assertThat(story.written()).as(rule.build().id()).isEqualTo(bytes);
      assertThat(story.counts).as(rule.build().id()).hasSize(1);
      story.restoredBy(rule).given(event("10:02", "a").id("3")).until("12:00");
      assertThat(story.signals).as(rule.build().id()).isNotEmpty();
      FrictionEngine tighter =
          Driven.engine(new Limits(1000, 1_000, 256, 1_024, bytes.length - 1), rule);
      Driven again = Driven.resumed(tighter, tighter.read(Driven.CUSTOMER, bytes));
      again.written();
      assertThat(again.counts).as("only what it was evidence of is left to go").hasSize(1);
      assertThat(again.state().openInstances()).isZero();
    }
  }

  @Test
  void thereIsNoneToGiveUpBeforeAWaitHasFired() {
    Driven story =
        openedWithin(1, rule("wait").when(waiting("a").end("b").level("30m").level("1h")));
    story.written();
    assertThat(story.counts).hasSize(1);
  }

  private static Driven openedWithin(int stateBytes, RuleBuilder rule) {
    return Driven.by(new Limits(1000, 1_000, 256, 1_024, stateBytes), rule)
        .given(event("10:00", "a").id("1"), event("10:01", "a").id("2"));
  }
}
