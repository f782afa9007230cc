package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.StoryTime.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.PatternBuilder;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of that which an older version has open when a newer one takes effect. */
final class OnChangeTest {
  private static RuleBuilder old() {
    return cart(1, "30m");
  }

  private static RuleBuilder cart(int version, String within) {
    return rule("cart").version(version).when(absence("add").of("buy").within(within));
  }

  private static RuleBuilder newer(String within, OnChange onChange) {
    return cart(2, within).effectiveFrom("10:20").onChange(onChange);
  }

  @Test
  void finishedMeansUnderTheVersionThatOpenedIt() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.FINISH)).given(event("10:00", "add")).until("12:00");
    assertThat(told(story)).containsExactly("10:30 fired medium, version 1");
  }

  @Test
  void whoActsAgainIsTheNewerVersionsFromThereOn() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.FINISH))
            .given(event("10:00", "add").id("a"), event("10:25", "add").id("b"))
            .until("12:00");
    assertThat(told(story)).containsExactly("11:05 fired medium, version 2");
  }

  @Test
  void whoseFirstActCountsIsStillTheOlderVersionsToo() {
    PatternBuilder first = absence("add").of("buy").within("30m").clockFirst();
    Driven story =
        Driven.by(rule("cart").version(1).when(first), newer("40m", OnChange.FINISH))
            .given(event("10:00", "add").id("a"), event("10:25", "add").id("b"))
            .until("12:00");
    assertThat(told(story))
        .containsExactly("10:30 fired medium, version 1", "11:05 fired medium, version 2");
  }

  @Test
  void whoActsAgainOtherwiseThanTheNewerVersionAsksIsWatchedByNone() {
    PatternBuilder otherwise = absence("put").of("buy").within("40m");
    Driven story =
        Driven.by(old(), rule("cart").version(2).effectiveFrom("10:20").when(otherwise))
            .given(event("10:00", "add").id("a"), event("10:25", "add").id("b"))
            .until("12:00");
    assertThat(told(story)).isEmpty();
  }

  @Test
  void whoActsAgainInAnotherInstanceLeavesThisOneOpen() {
    Driven story =
        Driven.by(old().per("k"), newer("40m", OnChange.FINISH).per("k"))
            .given(
                event("10:00", "add").with("k", 1).id("a"),
                event("10:25", "add").with("k", 2).id("b"))
            .until("12:00");
    assertThat(told(story))
        .containsExactly(
            "10:30 fired medium {k=1}, version 1", "11:05 fired medium {k=2}, version 2");
  }

  @Test
  void whatNamesNoDeadlineMovesNone() {
    RuleBuilder one = rule("r").when(absence("add").of("buy").until("due"));
    RuleBuilder two =
        rule("r").version(2).effectiveFrom("10:20").when(absence("add").of("buy").until("due"));
    Driven story =
        Driven.by(one, two)
            .given(
                event("10:00", "add").with("due", time("10:30")).id("a"),
                event("10:25", "add").id("b"))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:30 fired medium, version 1");
  }

  @Test
  void whoActsAgainAndIsHeardOfLateIsNoticedOnce() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.FINISH))
            .given(
                event("10:00", "add").id("a"),
                event("10:26", "x").id("x"),
                event("10:25", "add").id("late"))
            .until("12:00");
    assertThat(story.verdicts).endsWith(Verdict.LATE);
    assertThat(told(story)).containsExactly("11:05 fired medium, version 2");
  }

  @Test
  void droppedMeansThatNothingComesOfIt() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.DROP)).given(event("10:00", "add")).until("12:00");
    assertThat(told(story)).isEmpty();
    assertThat(story.engine().wakeAt(story.state())).isEqualTo(FrictionEngine.NEVER);
  }

  @Test
  void afterADropTheNextStartBegins() {
    Driven story =
        Driven.by(old(), newer("10m", OnChange.DROP))
            .given(event("10:00", "add").id("a"), event("10:20", "add").id("b"))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:30 fired medium, version 2");
  }

  @Test
  void restartedMeansByTheDeadlineOfTheNewerVersion() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.RESTART))
            .given(event("10:00", "add").id("a"))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:40 fired medium, version 2");
    assertThat(story.signals.get(0).evidence())
        .extracting(evidence -> evidence.eventId())
        .containsExactly("a");
  }

  /** Nobody is woken by a change: who sends nothing is looked at when the old deadline comes. */
  @Test
  void anEarlierDeadlineIsNoticedWithTheNextEventOrWhenTheOldOneComes() {
    RuleBuilder[] versions = {old(), newer("25m", OnChange.RESTART)};
    Driven silent = Driven.by(versions).given(event("10:00", "add").id("a")).until("10:20");
    assertThat(silent.engine().wakeAt(silent.state())).isEqualTo(time("10:25"));
    Driven later = Driven.by(old()).given(event("10:00", "add").id("a")).restoredBy(versions);
    assertThat(later.engine().wakeAt(later.state())).isEqualTo(time("10:30"));
    assertThat(told(later.until("12:00"))).containsExactly("10:25 fired medium, version 2");
  }

  @Test
  void aRestartWhoseNewDeadlineHasPassedIsSilent() {
    Driven story =
        Driven.by(old(), newer("10m", OnChange.RESTART))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(told(story)).isEmpty();
  }

  @Test
  void whatWasDueBeforeTheChangeHasFiredByThen() {
    Driven story =
        Driven.by(old(), newer("10m", OnChange.DROP)).given(event("09:49", "add")).until("12:00");
    assertThat(told(story)).containsExactly("10:19 fired medium, version 1");
  }

  @Test
  void whatIsDueAtTheTimeOfTheChangeBelongsToTheNewerVersion() {
    assertThat(told(dueAtTheChange(OnChange.FINISH)))
        .containsExactly("10:20 fired medium, version 1");
    assertThat(told(dueAtTheChange(OnChange.DROP))).isEmpty();
    assertThat(told(dueAtTheChange(OnChange.RESTART)))
        .containsExactly("10:30 fired medium, version 2");
  }

  private static Driven dueAtTheChange(OnChange onChange) {
    return Driven.by(old(), newer("40m", onChange)).given(event("09:50", "add")).until("12:00");
  }

  @Test
  void anEventThatComesInTimeClosesWhatHasBegunAgain() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.RESTART))
            .given(event("10:00", "add").id("a"), event("10:35", "buy").id("b"))
            .until("12:00");
    assertThat(told(story)).isEmpty();
  }

  @Test
  void whatHasBegunAgainFiresBeforeTheEventThatComesTooLate() {
    Driven story =
        Driven.by(old(), newer("25m", OnChange.RESTART))
            .given(event("10:00", "add").id("a"), event("10:27", "buy").id("b"))
            .until("12:00");
    assertThat(told(story))
        .containsExactly("10:25 fired medium, version 2", "10:27 resolved medium, version 2");
  }

  @Test
  void aFireThatWasEmittedIsResolvedWhateverBecomesOfTheRest() {
    for (OnChange onChange : OnChange.values()) {
      Driven story =
          Driven.by(old(), newer("10m", onChange))
              .given(event("09:40", "add").id("a"), event("10:30", "buy").id("b"));
      assertThat(told(story))
          .containsExactly("10:10 fired medium, version 1", "10:30 resolved medium, version 1");
    }
  }

  @Test
  void aWaitGoesOnAtTheNextLevelThatIsStillAhead() {
    RuleBuilder one = rule("queue").when(levels("10m", "30m"));
    RuleBuilder two = rule("queue").version(2).effectiveFrom("10:20").when(levels("15m", "25m"));
    assertThat(told(queued(one, two.onChange(OnChange.FINISH))))
        .containsExactly("10:10 fired low, version 1", "10:30 escalated high, version 1");
    assertThat(told(queued(one, two.onChange(OnChange.DROP))))
        .containsExactly("10:10 fired low, version 1");
    assertThat(told(queued(one, two.onChange(OnChange.RESTART))))
        .containsExactly("10:10 fired low, version 1", "10:25 fired high, version 2");
  }

  @Test
  void aWaitThatWasResolvedDoesNotBeginAgain() {
    RuleBuilder one = rule("queue").when(levels("10m", "30m")).resolve("helped");
    RuleBuilder two = rule("queue").version(2).effectiveFrom("10:20").when(levels("15m", "25m"));
    for (OnChange onChange : OnChange.values()) {
      Driven story =
          Driven.by(one, two.onChange(onChange))
              .given(event("10:00", "start").id("a"), event("10:15", "helped").id("b"))
              .until("12:00");
      assertThat(told(story))
          .as(onChange.toString())
          .containsExactly("10:10 fired low, version 1", "10:15 resolved low, version 1");
    }
  }

  private static PatternBuilder levels(String first, String second) {
    return waiting("start").end("end").level(first, Severity.LOW).level(second, Severity.HIGH);
  }

  private static Driven queued(RuleBuilder... versions) {
    return Driven.by(versions).given(event("10:00", "start")).until("12:00");
  }

  @Test
  void aSequenceThatHasBegunIsFinishedAndNoOtherBeginsUnderTheOldVersion() {
    RuleBuilder one = rule("r").when(sequence("1h", step("a"), step("b")));
    RuleBuilder two =
        rule("r").version(2).effectiveFrom("10:20").when(sequence("5m", step("a"), step("b")));
    assertThat(told(Driven.by(one, two).given(event("10:00", "a"), event("10:30", "b"))))
        .containsExactly("10:30 fired medium, version 1");
    assertThat(told(Driven.by(one, two).given(event("10:20", "a"), event("10:30", "b")))).isEmpty();
    for (OnChange onChange : List.of(OnChange.DROP, OnChange.RESTART)) {
      Driven ended =
          Driven.by(one, two.onChange(onChange)).given(event("10:00", "a"), event("10:30", "b"));
      assertThat(told(ended)).isEmpty();
    }
  }

  @Test
  void aSequenceThatIsFinishedOpensItsAbsenceUnderTheOldVersion() {
    RuleBuilder one =
        rule("r").when(absence(sequence("1h", step("a"), step("b"))).of("buy").within("10m"));
    RuleBuilder two = rule("r").version(2).effectiveFrom("10:20").when(on("x"));
    Driven story =
        Driven.by(one, two).given(event("10:00", "a"), event("10:30", "b")).until("12:00");
    assertThat(told(story)).containsExactly("10:40 fired medium, version 1");
  }

  @Test
  void aCountBeginsAnewWithEachVersion() {
    RuleBuilder one = rule("r").when(count("a").atLeast(3).within("1h"));
    RuleBuilder two =
        rule("r").version(2).effectiveFrom("10:20").when(count("a").atLeast(2).within("1h"));
    Driven story =
        Driven.by(one, two)
            .given(
                event("10:00", "a").id("1"),
                event("10:10", "a").id("2"),
                event("10:30", "a").id("3"),
                event("10:40", "a").id("4"));
    assertThat(told(story)).containsExactly("10:40 fired medium, version 2");
  }

  @Test
  void theCooldownOfARuleGoesOnOverItsVersions() {
    RuleBuilder one = rule("r").when(on("a")).cooldown("1h");
    for (OnChange onChange : OnChange.values()) {
      RuleBuilder two =
          rule("r")
              .version(2)
              .effectiveFrom("10:20")
              .onChange(onChange)
              .when(on("a"))
              .cooldown("30m");
      Driven story =
          Driven.by(one, two)
              .given(
                  event("10:00", "a").id("1"),
                  event("10:29", "a").id("2"),
                  event("10:30", "a").id("3"),
                  event("10:59", "a").id("4"));
      assertThat(told(story))
          .as(onChange.toString())
          .containsExactly("10:00 fired medium, version 1", "10:30 fired medium, version 2");
      assertThat(story.counts)
          .containsExactly("r SUPPRESSED_BY_COOLDOWN", "r SUPPRESSED_BY_COOLDOWN");
    }
  }

  @Test
  void anOlderVersionThatFinishesIsHeldBackByANewerOne() {
    PatternBuilder first = absence("add").of("buy").within("30m").clockFirst();
    RuleBuilder two =
        cart(2, "10m").effectiveFrom("10:05").cooldown("1h").onChange(OnChange.FINISH);
    Driven story =
        Driven.by(rule("cart").version(1).when(first).cooldown("1h"), two)
            .given(event("10:00", "add").id("a"), event("10:05", "add").id("b"))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:15 fired medium, version 2");
  }

  @Test
  void aCooldownOfAnotherInstanceOrWithOtherInstancesHoldsNothingBack() {
    RuleBuilder one = rule("r").per("k").when(on("a")).cooldown("1h");
    RuleBuilder same =
        rule("r").version(2).effectiveFrom("10:20").per("k").when(on("a")).cooldown("1h");
    RuleBuilder other =
        rule("r").version(2).effectiveFrom("10:20").per("l").when(on("a")).cooldown("1h");
    assertThat(told(twice(1, 2, one, same))).hasSize(2);
    assertThat(told(twice(1, 1, one, same))).hasSize(1);
    assertThat(told(twice(1, 1, one, other))).hasSize(2);
  }

  private static Driven twice(int first, int second, RuleBuilder... versions) {
    return Driven.by(versions)
        .given(
            event("10:00", "a").with("k", first).with("l", first).id("1"),
            event("10:30", "a").with("k", second).with("l", second).id("2"));
  }

  @Test
  void whatTheNewerVersionWouldNotHaveBegunEndsSilently() {
    RuleBuilder elsewhere =
        rule("cart")
            .version(2)
            .effectiveFrom("10:20")
            .onChange(OnChange.RESTART)
            .when(absence("put").of("buy").within("40m"));
    RuleBuilder perCart =
        rule("cart")
            .version(2)
            .effectiveFrom("10:20")
            .onChange(OnChange.RESTART)
            .per("k")
            .when(absence("add").of("buy").within("40m"));
    for (RuleBuilder other : List.of(elsewhere, perCart)) {
      assertThat(told(Driven.by(old(), other).given(event("10:00", "add")).until("12:00")))
          .isEmpty();
    }
  }

  @Test
  void aNewerVersionThatIsDisabledEndsWhatIsOpenIfItSaysSo() {
    Driven finished =
        Driven.by(old(), newer("30m", OnChange.FINISH).mode(Mode.DISABLED))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(told(finished)).containsExactly("10:30 fired medium, version 1");
    for (OnChange onChange : List.of(OnChange.DROP, OnChange.RESTART)) {
      Driven ended =
          Driven.by(old(), newer("30m", onChange).mode(Mode.DISABLED))
              .given(event("10:00", "add"))
              .until("12:00");
      assertThat(told(ended)).isEmpty();
    }
  }

  @Test
  void aVersionThatDropsEndsWhatTwoVersionsBeforeIt() {
    Driven story =
        Driven.by(
                old(),
                cart(2, "30m").effectiveFrom("10:05"),
                cart(3, "30m").effectiveFrom("10:20").onChange(OnChange.DROP))
            .given(event("10:00", "add").id("a"), event("10:10", "add").id("b"))
            .until("12:00");
    assertThat(told(story)).isEmpty();
  }

  @Test
  void aVersionThatNeverComesIntoForceEndsNothing() {
    for (OnChange onChange : List.of(OnChange.DROP, OnChange.RESTART)) {
      for (String instead : List.of("10:05", "10:20")) {
        Driven story =
            Driven.by(
                    old(),
                    newer("40m", onChange),
                    cart(3, "40m").effectiveFrom(instead).onChange(OnChange.FINISH))
                .given(event("10:00", "add"))
                .until("12:00");
        assertThat(told(story))
            .as(onChange + " " + instead)
            .containsExactly("10:30 fired medium, version 1");
      }
    }
  }

  @Test
  void aVersionThatIsInForceForAWhileEndsWhatIsOpen() {
    Driven story =
        Driven.by(
                old(),
                newer("40m", OnChange.DROP),
                cart(3, "40m").effectiveFrom("10:21").onChange(OnChange.FINISH))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(told(story)).isEmpty();
  }

  @Test
  void aChangeDoesNotDependOnWhenTheStateIsWritten() {
    for (OnChange onChange : OnChange.values()) {
      for (String pause : List.of("10:05", "10:19:59.999", "10:20", "10:24")) {
        RuleBuilder[] versions = {old(), newer("40m", onChange)};
        Driven through = Driven.by(versions).given(event("10:00", "add")).until("12:00");
        Driven restored =
            Driven.by(versions)
                .given(event("10:00", "add"))
                .until(pause)
                .restoredBy(versions)
                .until("12:00");
        assertThat(told(restored)).as(onChange + " " + pause).isEqualTo(told(through));
      }
    }
  }

  @Test
  void theNewerVersionMayBecomeKnownWhileTheOldOneIsOpen() {
    Driven story =
        Driven.by(old())
            .given(event("10:00", "add"))
            .restoredBy(old(), newer("40m", OnChange.RESTART))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:40 fired medium, version 2");
  }

  @Test
  void aLateStartOfTheOldVersionEndsAsTheOthersDo() {
    Driven story =
        Driven.by(old(), newer("40m", OnChange.DROP))
            .given(event("10:21", "x").id("x"), event("10:00", "add").id("late"))
            .until("12:00");
    assertThat(story.verdicts).containsExactly(Verdict.EVALUATED, Verdict.LATE);
    assertThat(told(story)).isEmpty();
  }

  @Test
  void aLateEventClosesWhatHasBegunAgainOrTakesItsFireBack() {
    Driven closed =
        Driven.by(old(), newer("40m", OnChange.RESTART))
            .given(
                event("10:00", "add").id("a"),
                event("10:21", "x").id("x"),
                event("10:10", "buy").id("late"))
            .until("12:00");
    assertThat(told(closed)).isEmpty();
    Driven retracted =
        Driven.by(old(), newer("40m", OnChange.RESTART))
            .given(event("10:00", "add").id("a"))
            .until("10:45")
            .given(event("10:10", "buy").id("late"));
    assertThat(told(retracted))
        .containsExactly("10:40 fired medium, version 2", "10:10 retracted medium, version 2");
  }

  @Test
  void aLateEventBeforeTheChangeClosesNothingThatBeganAfterIt() {
    Driven story =
        Driven.by(old(), newer("10m", OnChange.RESTART))
            .given(
                event("10:20", "add").id("a"),
                event("10:25", "x").id("x"),
                event("10:10", "buy").id("late"))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:30 fired medium, version 2");
  }

  @Test
  void nothingElseOfTheCustomerIsTouched() {
    Driven story =
        Driven.by(
                old(),
                newer("40m", OnChange.DROP),
                rule("other").when(absence("add").of("buy").within("25m")))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(told(story)).containsExactly("10:25 fired medium, version 1");
    assertThat(story.signals.get(0).ruleId()).isEqualTo("other");
  }

  @Test
  void aTraceSaysWhatEndsAndWhatBeginsAgain() {
    List<String> steps = new ArrayList<>();
    FrictionEngine engine =
        new FrictionEngine(
            List.of(old().build(), newer("40m", OnChange.RESTART).build()),
            Limits.DEFAULT,
            (rule, instance, event, at, words) ->
                steps.add(StoryTime.show(at) + " " + rule.version() + ": " + words));
    Driven.resumed(engine, engine.newCustomer(Driven.CUSTOMER))
        .given(event("10:00", "add"))
        .until("10:30");
    assertThat(steps)
        .endsWith(
            "10:20 1: ends what is open: version 2 is effective from 2026-01-01T10:20:00Z",
            "10:20 2: opens, due at 2026-01-01T10:40:00Z unless buy comes");
  }

  private static List<String> told(Driven story) {
    List<String> told = story.told();
    List<Signal> signals = story.signals;
    return IntStream.range(0, told.size())
        .mapToObj(i -> told.get(i) + ", version " + signals.get(i).ruleVersion())
        .toList();
  }
}
