package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What an event can still do when its place in the customer's order has passed. */
final class LateEventsTest {
  private static RuleBuilder checkout() {
    return rule("checkout").when(absence("begin").of("purchase").within("30m"));
  }

  @Test
  void anEventBehindTheLastOneEvaluatedIsLate() {
    Driven story =
        Driven.by(checkout()).given(event("10:00", "x").id("b"), event("10:00", "x").id("a"));
    assertThat(story.verdicts).containsExactly(Verdict.EVALUATED, Verdict.LATE);
  }

  @Test
  void atTheSameTimeTheIdDecides() {
    Driven story =
        Driven.by(checkout()).given(event("10:00", "x").id("a"), event("10:00", "x").id("b"));
    assertThat(story.verdicts).containsExactly(Verdict.EVALUATED, Verdict.EVALUATED);
  }

  @Test
  void anEventAtTheTimeOfADeadlineThatHasFiredIsLate() {
    Driven story = Driven.by(checkout()).given(event("10:00", "begin").id("a")).until("10:30");
    story.given(event("10:30", "x").id("b"), event("10:30:00.001", "x").id("c"));
    assertThat(story.verdicts).containsExactly(Verdict.EVALUATED, Verdict.LATE, Verdict.EVALUATED);
  }

  @Test
  void timeThatPassedWithoutADeadlineMakesNothingLate() {
    Driven story = Driven.by(checkout()).given(event("10:00", "x").id("a")).until("12:00");
    story.given(event("11:00", "begin").id("b")).until("11:30");
    assertThat(story.verdicts).containsExactly(Verdict.EVALUATED, Verdict.EVALUATED);
    assertThat(story.told()).containsExactly("11:30 fired medium");
  }

  @Test
  void atTheSameTimeOnlyALaterIdResolvesWhatAnEventHasFired() {
    RuleBuilder refused = rule("r").when(on("a")).resolve("b");
    Driven after =
        Driven.by(refused).given(event("10:00", "a").id("m"), event("10:00", "b").id("n"));
    assertThat(after.told()).containsExactly("10:00 fired medium", "10:00 resolved medium");
    Driven before =
        Driven.by(refused).given(event("10:00", "a").id("m"), event("10:00", "b").id("k"));
    assertThat(before.verdicts).last().isEqualTo(Verdict.LATE);
    assertThat(before.told()).containsExactly("10:00 fired medium");
  }

  @Test
  void atTheSameTimeAnEventComesBeforeTheDeadlineAndRetracts() {
    Driven story = Driven.by(checkout()).given(event("10:00", "begin").id("a")).until("10:30");
    story.given(event("10:30", "purchase").id("b"));
    assertThat(story.told()).containsExactly("10:30 fired medium", "10:30 retracted medium");
  }

  @Test
  void aDeadlineThatHasPassedWhenItIsNamedFiresAtOnce() {
    Driven story =
        Driven.by(rule("r").when(absence("order").of("delivered").until("due")))
            .given(event("10:20", "order").with("due", "2026-01-01T10:19:59.999Z"));
    assertThat(story.told()).containsExactly("10:19:59.999 fired medium");
    Driven now =
        Driven.by(rule("r").when(absence("order").of("delivered").until("due")))
            .given(event("10:20", "order").with("due", "2026-01-01T10:20:00Z"));
    assertThat(now.told()).isEmpty();
  }

  @Test
  void closesWhatIsOpen() {
    Driven story =
        Driven.by(checkout())
            .given(event("10:00", "begin"), event("10:20", "x"), event("10:10", "purchase"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void doesNotCloseWhatWasOpenedAfterIt() {
    Driven story =
        Driven.by(checkout())
            .given(event("10:00", "begin"), event("09:59", "purchase"))
            .until("12:00");
    assertThat(story.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void anUnlessThatIsLateCancelsWhatWasPending() {
    Driven story =
        Driven.by(checkout().unless("emptied"))
            .given(event("10:00", "begin"), event("10:20", "x"), event("10:10", "emptied"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void retractsAFireItWouldHavePrevented() {
    Driven story =
        Driven.by(checkout())
            .given(event("10:00", "begin"), event("11:00", "x"), event("10:30", "purchase"));
    assertThat(story.told()).containsExactly("10:30 fired medium", "10:30 retracted medium");
    assertThat(story.signals)
        .extracting(Signal::signalId)
        .containsOnly(story.signals.get(0).signalId());
  }

  @Test
  void resolvesAFireThatItCouldNotHavePrevented() {
    Driven story =
        Driven.by(checkout())
            .given(event("10:00", "begin"), event("11:00", "x"), event("10:40", "purchase"));
    assertThat(story.told()).containsExactly("10:30 fired medium", "10:40 resolved medium");
  }

  @Test
  void retractsNothingThatIsOlderThanResolveWithin() {
    Driven just =
        Driven.by(checkout().resolveWithin("1h"))
            .given(event("10:00", "begin"), event("11:30", "x"), event("10:10", "purchase"));
    assertThat(just.told()).containsExactly("10:30 fired medium", "10:10 retracted medium");
    Driven over =
        Driven.by(checkout().resolveWithin("1h"))
            .given(event("10:00", "begin"), event("11:30:00.001", "x"), event("10:10", "purchase"));
    assertThat(over.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void retractsOnceAndEvenWhatWasResolved() {
    Driven story =
        Driven.by(checkout())
            .given(
                event("10:00", "begin"),
                event("11:00", "purchase"),
                event("10:10", "purchase"),
                event("10:11", "purchase"));
    assertThat(story.told())
        .containsExactly("10:30 fired medium", "11:00 resolved medium", "10:10 retracted medium");
  }

  @Test
  void aRetractedFireDoesNotCountForCooldown() {
    RuleBuilder cooling = checkout().cooldown("24h");
    Driven story =
        Driven.by(cooling)
            .given(
                event("10:00", "begin"),
                event("11:00", "x"),
                event("10:10", "purchase"),
                event("12:00", "begin"))
            .until("13:00");
    assertThat(story.told())
        .containsExactly("10:30 fired medium", "10:10 retracted medium", "12:30 fired medium");
    assertThat(story.counts).isEmpty();
  }

  @Test
  void anOpeningEventOpensIfItsDeadlineIsStillAhead() {
    Driven story =
        Driven.by(checkout()).given(event("10:20", "x"), event("10:00", "begin")).until("12:00");
    assertThat(story.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void aDeadlineAtTheTimeOfTheLastEventIsStillAhead() {
    Driven story =
        Driven.by(checkout()).given(event("10:30", "x"), event("10:00", "begin")).until("12:00");
    assertThat(story.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void anOpeningEventWhoseDeadlineHasPassedOpensNothing() {
    Driven story =
        Driven.by(checkout())
            .given(event("10:30:00.001", "x"), event("10:00", "begin"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
    assertThat(story.state().openInstances()).isZero();
  }

  @Test
  void theLastOfSeveralOpeningEventsCountsWhateverTheirArrival() {
    Driven earlier =
        Driven.by(checkout())
            .given(event("10:10", "begin"), event("10:00", "begin"))
            .until("12:00");
    assertThat(earlier.told()).containsExactly("10:40 fired medium");
    Driven later =
        Driven.by(checkout())
            .given(event("10:00", "begin"), event("10:20", "x"), event("10:10", "begin"))
            .until("12:00");
    assertThat(later.told()).containsExactly("10:40 fired medium");
  }

  @Test
  void withTheFirstClockTheEarlierOpeningEventCounts() {
    RuleBuilder first =
        rule("checkout").when(absence("begin").of("purchase").within("30m").clockFirst());
    Driven earlier =
        Driven.by(first).given(event("10:10", "begin"), event("10:00", "begin")).until("10:35");
    assertThat(earlier.told()).containsExactly("10:30 fired medium");
    Driven later =
        Driven.by(first)
            .given(event("10:00", "begin"), event("10:20", "x"), event("10:10", "begin"))
            .until("10:35");
    assertThat(later.told()).containsExactly("10:30 fired medium");
  }

  @Test
  void aDeadlineThatALateEventCannotNameIsCounted() {
    Driven story =
        Driven.by(rule("late").when(absence("order").of("delivered").until("due")))
            .given(event("10:20", "x"), event("10:00", "order").with("due", "soon"));
    assertThat(story.counts).containsExactly("late UNREADABLE_DEADLINE");
  }

  @Test
  void aCopyIsADuplicateHoweverLate() {
    Driven story =
        Driven.by(checkout())
            .given(
                event("10:00", "begin").id("a"),
                event("10:10", "purchase").id("b"),
                event("10:00", "begin").id("a"))
            .until("12:00");
    assertThat(story.verdicts)
        .containsExactly(Verdict.EVALUATED, Verdict.EVALUATED, Verdict.DUPLICATE);
    assertThat(story.told()).isEmpty();
  }

  @Test
  void aLateEventIsRememberedForItsOwnCopies() {
    Driven story =
        Driven.by(checkout())
            .given(
                event("10:10", "x").id("a"),
                event("10:00", "x").id("b"),
                event("10:00", "x").id("b"));
    assertThat(story.verdicts).containsExactly(Verdict.EVALUATED, Verdict.LATE, Verdict.DUPLICATE);
  }

  @Test
  void factsAreToldHoweverLate() {
    Driven story =
        Driven.by()
            .given(
                event("10:10", "x"),
                event("10:00", "consent_updated")
                    .with("purpose", "marketing")
                    .with("granted", false));
    assertThat(story.facts).extracting(Fact::kind).containsExactly(Fact.Kind.CONSENT);
    assertThat(story.facts.get(0).attributes()).containsEntry("granted", false);
  }

  @Test
  void countsInTheHistoryOfOnlyIf() {
    RuleBuilder known = checkout().onlyIfSeen("view", "1h");
    Driven story =
        Driven.by(known)
            .given(event("10:00", "begin"), event("10:20", "x"), event("10:10", "view"))
            .until("12:00");
    assertThat(story.told()).containsExactly("10:30 fired medium");
    RuleBuilder unknown = checkout().onlyIfNotSeen("view", "1h");
    Driven silent =
        Driven.by(unknown)
            .given(event("10:00", "begin"), event("10:20", "x"), event("10:10", "view"))
            .until("12:00");
    assertThat(silent.told()).isEmpty();
  }

  @Test
  void beforeEffectiveFromItTakesNoPart() {
    Driven story =
        Driven.by(checkout().effectiveFrom("10:05"))
            .given(event("10:06", "x"), event("10:04", "begin"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void withoutAValueOfPerItClosesEveryInstance() {
    RuleBuilder carts = checkout().per("cart");
    Driven story =
        Driven.by(carts)
            .given(
                event("10:00", "begin").with("cart", 1),
                event("10:05", "begin").with("cart", 2),
                event("10:20", "x"),
                event("10:10", "purchase"),
                event("10:12", "begin"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
    Driven one =
        Driven.by(carts)
            .given(
                event("10:00", "begin").with("cart", 1),
                event("10:05", "begin").with("cart", 2),
                event("10:20", "x"),
                event("10:10", "purchase").with("cart", 1))
            .until("12:00");
    assertThat(one.told()).containsExactly("10:35 fired medium {cart=2}");
  }

  @Test
  void atTheTimeOfAPendingDeadlineItStillCloses() {
    Driven story =
        Driven.by(checkout())
            .given(
                event("10:00", "begin").id("a"),
                event("10:30", "x").id("m"),
                event("10:30", "purchase").id("b"))
            .until("12:00");
    assertThat(story.verdicts).last().isEqualTo(Verdict.LATE);
    assertThat(story.told()).isEmpty();
  }

  @Test
  void atTheTimeOfADeadlineItResolvesNothing() {
    RuleBuilder[] rules = {
      checkout().resolve("sorry"),
      rule("queue").when(waiting("begin").end("answered").level("30m").level("2h")).resolve("sorry")
    };
    for (RuleBuilder rule : rules) {
      Driven story =
          Driven.by(rule)
              .given(event("10:00", "begin").id("a"))
              .until("10:30")
              .given(event("10:30", "sorry").id("b"));
      assertThat(story.told()).as(rule.build().id()).containsExactly("10:30 fired medium");
    }
  }

  @Test
  void retractsWhatNothingResolves() {
    RuleBuilder silent = checkout().resolveNever();
    Driven story =
        Driven.by(silent)
            .given(event("10:00", "begin").id("a"), event("11:00", "x").id("b"))
            .restoredBy(silent)
            .given(event("10:10", "purchase").id("c"));
    assertThat(story.told()).containsExactly("10:30 fired medium", "10:10 retracted medium");
  }

  @Test
  void aCopyThatIsNotKnownAnyMoreNeitherResolvesNorRetractsItsOwnFire() {
    RuleBuilder[] rules = {
      rule("r").when(on("a")).resolve("a"),
      rule("r").when(absence("a").of(type("a", "b")).within("1s"))
    };
    for (RuleBuilder rule : rules) {
      EventLine[] lines = new EventLine[40];
      Arrays.setAll(lines, i -> event(String.format("10:%02d", i), i == 0 ? "a" : "x").id("e" + i));
      Driven story = Driven.by(rule).given(lines).given(event("10:00", "a").id("e0"));
      assertThat(story.verdicts).last().isEqualTo(Verdict.LATE);
      assertThat(story.signals).as(rule.build().when().toString()).hasSize(1);
    }
  }

  @Test
  void aCopyOfTheLastEventIsLateEvenWhenItIsNotKnownAnyMore() {
    Limits nothingLeftOut = Limits.DEFAULT.withEventsPerMinute(Integer.MAX_VALUE);
    Driven story =
        Driven.by(nothingLeftOut, rule("r").when(on("a"))).given(event("10:00", "a").id("a"));
    EventLine[] flood = new EventLine[2_000];
    Arrays.setAll(flood, i -> event("09:00", "x").id("late-" + i));
    story.given(flood).given(event("10:00", "a").id("a"));
    assertThat(story.verdicts).last().isEqualTo(Verdict.LATE);
    assertThat(story.told()).containsExactly("10:00 fired medium");
  }
}
