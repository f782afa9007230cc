package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.PatternBuilder;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.rule.Severity;
import org.junit.jupiter.api.Test;

/** What a late event can still do to a wait, a count, a sequence or a score. */
final class LatePatternsTest {
  private static RuleBuilder queue() {
    return rule("queue")
        .when(
            waiting("queued").end("answered").level("1m", Severity.LOW).level("3m", Severity.HIGH));
  }

  @Test
  void aWaitEndsLate() {
    Driven before =
        Driven.by(queue())
            .given(event("10:00", "queued"), event("10:00:40", "x"), event("10:00:30", "answered"))
            .until("11:00");
    assertThat(before.told()).isEmpty();
    Driven between =
        Driven.by(queue())
            .given(event("10:00", "queued"), event("10:02", "x"), event("10:01:30", "answered"))
            .until("11:00");
    assertThat(between.told()).containsExactly("10:01 fired low", "10:01:30 resolved low");
    assertThat(between.signals.get(1).waitedMs()).isEqualTo(90_000);
  }

  @Test
  void aWaitThatEndedBeforeItsFirstLevelIsRetracted() {
    Driven story =
        Driven.by(queue())
            .given(event("10:00", "queued"), event("10:05", "x"), event("10:01", "answered"))
            .until("11:00");
    assertThat(story.told())
        .containsExactly("10:01 fired low", "10:03 escalated high", "10:01 retracted high");
  }

  @Test
  void anUnlessRetractsAWaitToo() {
    Driven story =
        Driven.by(queue().unless("hung_up"))
            .given(event("10:00", "queued"), event("10:02", "x"), event("10:00:10", "hung_up"))
            .until("11:00");
    assertThat(story.told()).containsExactly("10:01 fired low", "10:00:10 retracted low");
  }

  @Test
  void aStartBeforeTheLateEndGoesOn() {
    Driven story =
        Driven.by(queue())
            .given(event("10:00", "queued"), event("09:59", "answered"))
            .until("10:02");
    assertThat(story.told()).containsExactly("10:01 fired low");
  }

  @Test
  void aLateStartBeginsWithTheLevelThatIsStillAhead() {
    Driven story =
        Driven.by(queue()).given(event("10:02", "x"), event("10:00", "queued")).until("11:00");
    assertThat(story.told()).containsExactly("10:03 fired high");
    Driven tooLate =
        Driven.by(queue()).given(event("10:04", "x"), event("10:00", "queued")).until("11:00");
    assertThat(tooLate.told()).isEmpty();
  }

  @Test
  void aLateStartLeavesAWaitThatIsOpen() {
    Driven story =
        Driven.by(queue())
            .given(event("10:00:30", "queued"), event("10:00", "queued"))
            .until("10:02");
    assertThat(story.told()).containsExactly("10:01:30 fired low");
  }

  @Test
  void firesNoEventCountSequenceOrScore() {
    PatternBuilder[] patterns = {
      on("a"),
      count("a").atLeast(2).within("1h"),
      sequence("1h", step("x"), step("a")),
      score().add("a", 1).add("x", 1).atLeast(2)
    };
    for (PatternBuilder pattern : patterns) {
      Driven story =
          Driven.by(rule("r").when(pattern).resolveNever())
              .given(
                  event("10:00", "x"),
                  event("10:10", "y"),
                  event("10:05", "a"),
                  event("10:06", "a"));
      assertThat(story.told()).as(pattern.pattern(Severity.LOW).toString()).isEmpty();
    }
  }

  @Test
  void aLateUnlessEmptiesACountUpToItsTime() {
    RuleBuilder three = rule("r").when(count("a").atLeast(3).within("1h")).unless("reset");
    Driven story =
        Driven.by(three)
            .given(
                event("10:00", "a"),
                event("10:10", "a"),
                event("10:05", "reset"),
                event("10:20", "a"),
                event("10:30", "a"));
    assertThat(story.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void aLateUnlessEndsTheBurstThatCameTrueBeforeIt() {
    RuleBuilder two =
        rule("r").when(count("a").atLeast(2).within("1h")).unless("reset").resolveNever();
    Driven story =
        Driven.by(two)
            .given(
                event("10:00", "a"),
                event("10:10", "a"),
                event("10:20", "a"),
                event("10:15", "reset"),
                event("10:30", "a"));
    assertThat(story.told()).containsExactly("10:10 fired medium", "10:30 fired medium");
  }

  @Test
  void aLateUnlessReturnsAScoreThatNothingWasAddedToSince() {
    RuleBuilder scored = rule("r").when(score().add("a", 1).atLeast(2)).unless("reset");
    Driven emptied =
        Driven.by(scored)
            .given(
                event("10:00", "a"),
                event("10:20", "x"),
                event("10:10", "reset"),
                event("10:30", "a"));
    assertThat(emptied.told()).isEmpty();
    Driven kept =
        Driven.by(scored).given(event("10:20", "a"), event("10:10", "reset"), event("10:30", "a"));
    assertThat(kept.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void aLateUnlessEndsRunsThatBeganBeforeIt() {
    RuleBuilder steps = rule("r").when(sequence("1h", step("a"), step("b"))).unless("reset");
    Driven ended =
        Driven.by(steps)
            .given(
                event("10:00", "a"),
                event("10:20", "x"),
                event("10:10", "reset"),
                event("10:30", "b"));
    assertThat(ended.told()).isEmpty();
    Driven goesOn =
        Driven.by(steps)
            .given(
                event("10:15", "a"),
                event("10:20", "x"),
                event("10:10", "reset"),
                event("10:30", "b"));
    assertThat(goesOn.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void aLateNoneEndsTheRunItStandsBehind() {
    RuleBuilder steps = rule("r").when(sequence("1h", step("a"), none("n"), step("b")));
    Driven ended =
        Driven.by(steps)
            .given(
                event("10:00", "a"), event("10:20", "x"), event("10:10", "n"), event("10:30", "b"));
    assertThat(ended.told()).isEmpty();
    Driven before =
        Driven.by(steps)
            .given(
                event("10:15", "a"), event("10:20", "x"), event("10:10", "n"), event("10:30", "b"));
    assertThat(before.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void aLateUnlessEmptiesTheCountOrSequenceThatWouldOpenAnAbsence() {
    PatternBuilder[] openings = {
      count(type("a", "b")).atLeast(2).within("1h"), sequence("1h", step("a"), step("b"))
    };
    for (PatternBuilder opening : openings) {
      RuleBuilder missing =
          rule("r").when(absence(opening).of("z").within("30m")).unless("reset").resolveNever();
      Driven emptied =
          Driven.by(missing)
              .given(
                  event("10:00", "a"),
                  event("10:20", "x"),
                  event("10:10", "reset"),
                  event("10:30", "b"))
              .until("12:00");
      assertThat(emptied.told()).as(opening.pattern(Severity.LOW).toString()).isEmpty();
      Driven kept =
          Driven.by(missing)
              .given(
                  event("10:15", "a"),
                  event("10:20", "x"),
                  event("10:10", "reset"),
                  event("10:30", "b"))
              .until("12:00");
      assertThat(kept.told()).containsExactly("11:00 fired medium");
    }
  }

  @Test
  void aLateNoneEndsTheRunThatWouldOpenAnAbsenceButNotTheAbsence() {
    RuleBuilder missing =
        rule("r")
            .when(absence(sequence("1h", step("a"), none("n"), step("b"))).of("z").within("30m"))
            .resolveNever();
    Driven ended =
        Driven.by(missing)
            .given(
                event("10:00", "a"), event("10:20", "x"), event("10:10", "n"), event("10:30", "b"))
            .until("12:00");
    assertThat(ended.told()).isEmpty();
    Driven open =
        Driven.by(missing)
            .given(
                event("10:00", "a"), event("10:05", "b"), event("10:20", "x"), event("10:10", "n"))
            .until("12:00");
    assertThat(open.told()).containsExactly("10:35 fired medium");
  }

  @Test
  void aLevelThatIsDueWhenAStartComesLateHasPassed() {
    Driven story =
        Driven.by(queue())
            .given(event("10:01:00.001", "x"), event("10:00", "queued"))
            .until("11:00");
    assertThat(story.told()).containsExactly("10:03 fired high");
    Driven ahead =
        Driven.by(queue()).given(event("10:01", "x"), event("10:00", "queued")).until("10:02");
    assertThat(ahead.told()).containsExactly("10:01 fired low");
  }

  @Test
  void aLateUnlessAtTheTimeOfWhatWasPendingComesAfterIt() {
    PatternBuilder[] patterns = {
      count(type("a", "b")).atLeast(2).within("1h"),
      sequence("1h", step("a"), step("b")),
      score().add("a", 1).add("b", 1).atLeast(2)
    };
    for (PatternBuilder pattern : patterns) {
      Driven story =
          Driven.by(rule("r").when(pattern).unless("reset"))
              .given(
                  event("10:00", "a"),
                  event("10:20", "x"),
                  event("10:00", "reset"),
                  event("10:30", "b"));
      assertThat(story.told()).as(pattern.pattern(Severity.LOW).toString()).isEmpty();
    }
  }

  @Test
  void aLateUnlessAtTheTimeOfABurstEndsIt() {
    RuleBuilder two =
        rule("r").when(count("a").atLeast(2).within("1h")).unless("reset").resolveNever();
    Driven story =
        Driven.by(two)
            .given(
                event("10:00", "a"),
                event("10:10", "a"),
                event("10:20", "x"),
                event("10:10", "reset"),
                event("10:30", "a"),
                event("10:31", "a"));
    assertThat(story.told()).containsExactly("10:10 fired medium", "10:31 fired medium");
  }

  @Test
  void aLateUnlessLeavesWhatWasCountedAfterItAndNothingElse() {
    RuleBuilder two = rule("r").when(count("a").atLeast(2).within("1h")).unless("reset");
    Driven after =
        Driven.by(two)
            .given(event("10:20", "a").id("1"), event("10:10", "reset").id("2"))
            .restoredBy(two)
            .given(event("10:30", "a").id("3"));
    assertThat(after.told()).containsExactly("10:30 fired medium");
    Driven before =
        Driven.by(two)
            .given(event("10:00", "a"), event("10:20", "x"), event("10:00", "reset"))
            .restoredBy(two);
    assertThat(before.state().openInstances()).isZero();
  }
}
