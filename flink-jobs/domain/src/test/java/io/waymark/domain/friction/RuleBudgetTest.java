package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.MeasuredInterval.Stretches;
import io.waymark.domain.friction.RuleBudget.Kind;
import io.waymark.domain.friction.RuleBudget.Overspent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A subtask adds up, twice a minute, what each rule has cost it. */
class RuleBudgetTest {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000 * MICRO;
  private static final long SECOND = 1_000 * MILLI;

  private final RuleBudget budget = new RuleBudget();

  @Test
  void whoIsTooSlowFourTimesInARowHasOverspent() {
    MeasuredInterval slow = new Busy(100_000).rule("slow", 250 * MICRO).rule("quick", 500).end();

    for (int i = 0; i < 3; i++) {
      assertThat(budget.close(slow)).isEmpty();
    }
    assertThat(budget.close(slow))
        .extracting(Overspent::ruleId, Overspent::kind)
        .containsExactly(tuple("slow", Kind.TIME));
    assertThat(budget.close(slow)).hasSize(1);
  }

  @Test
  void aSlowRuleLetsFewEventsThroughAndIsFoundByThose() {
    for (long nanos : List.of(MILLI, 10 * MILLI, 100 * MILLI, SECOND)) {
      RuleBudget fresh = new RuleBudget();
      MeasuredInterval full = new Busy(30 * SECOND / nanos).rule("slow", nanos).end();

      assertThat(intervalsUntilFound(fresh, full)).as("%d ns", nanos).isEqualTo(4);
    }
  }

  @Test
  void whereAnIntervalSaysTooLittleItIsJudgedWithTheNext() {
    MeasuredInterval three = new Busy(3).rule("slow", 10 * SECOND).end();

    assertThat(intervalsUntilFound(budget, three)).isEqualTo(8);
  }

  @Test
  void badMomentsThatAreNotInARowCondemnNobody() {
    for (int i = 0; i < 20; i++) {
      long nanos = i % 4 == 0 ? 500 : 250 * MICRO;
      assertThat(budget.close(new Busy(100_000).rule("a", nanos).end())).isEmpty();
    }
  }

  /** While it catches up a subtask may be busy with one rule for half of its time. */
  @Test
  void aRuleThatIsQuickMayTakeMostOfTheTime() {
    assertThat(intervalsUntilFound(budget, new Busy(300_000).rule("a", 99 * MICRO).end()))
        .isEqualTo(-1);
  }

  @Test
  void aSlowRuleThatTakesLittleOfTheTimeDoesLittleHarm() {
    assertThat(intervalsUntilFound(budget, new Busy(5_000).rule("a", MILLI).end())).isEqualTo(-1);
  }

  @Test
  void onePauseInARulesTurnIsNotTheRules() {
    Busy paused = new Busy(100_000).rule("a", MICRO);
    paused.pause("a", 10 * SECOND);

    assertThat(intervalsUntilFound(budget, paused.end())).isEqualTo(-1);
  }

  @Test
  void whoFiresAtMoreThanEverySecondEventHasOverspent() {
    List<Overspent> found = List.of();
    for (int i = 0; i < RuleBudget.IN_A_ROW; i++) {
      assertThat(found).isEmpty();
      fire("all", 1_001);
      fire("half", 1_000);
      found = budget.close(new Busy(2_000).rule("all", 0).rule("half", 0).end());
    }

    assertThat(found)
        .extracting(Overspent::ruleId, Overspent::kind)
        .containsExactly(tuple("all", Kind.FIRES));
  }

  @Test
  void whereFewEventsComeFiresAreAddedUpUntilThereAreAThousand() {
    int intervals = 0;
    List<Overspent> found = List.of();
    while (found.isEmpty() && intervals < 100) {
      fire("all", 90);
      found = budget.close(new Busy(100).rule("all", 0).end());
      intervals++;
    }

    assertThat(found).containsExactly(new Overspent("all", Kind.FIRES, 0.9));
    assertThat(intervals).isEqualTo(40);
  }

  @Test
  void manyFiresAtOnceAreOneBadMoment() {
    fire("all", 1_000_000);

    assertThat(intervalsUntilFound(budget, new Busy(2_000).rule("all", 0).end())).isEqualTo(-1);
  }

  @Test
  void whoFailsForMoreThanEverySecondEventHasOverspent() {
    assertThat(intervalsUntilFound(budget, failing(1_001))).isEqualTo(4);
    assertThat(intervalsUntilFound(new RuleBudget(), failing(1_000))).isEqualTo(-1);
  }

  @Test
  void kindsThatTakeTurnsAreBadMomentsEach() {
    MeasuredInterval slow = new Busy(10_000).rule("a", 2 * MILLI).end();
    for (int i = 0; i < 20; i++) {
      assertThat(budget.close(i % 2 == 0 ? slow : failing(2_000))).isEmpty();
    }
  }

  @Test
  void whatIsForgottenBeginsAnew() {
    MeasuredInterval slow = new Busy(10_000).rule("a", 2 * MILLI).end();
    for (int i = 0; i < 3; i++) {
      budget.close(slow);
    }
    budget.forget("a");

    assertThat(intervalsUntilFound(budget, slow)).isEqualTo(4);
  }

  /** -1 if it is never, or not within the hour. */
  private static int intervalsUntilFound(RuleBudget budget, MeasuredInterval each) {
    for (int i = 1; i <= 120; i++) {
      if (!budget.close(each).isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  private void fire(String ruleId, long times) {
    for (long i = 0; i < times; i++) {
      budget.fired(ruleId);
    }
  }

  private static MeasuredInterval failing(long errors) {
    Busy busy = new Busy(2_000);
    return busy.rule("a", 0, Map.of(Occurrence.EXPRESSION_ERROR, errors)).end();
  }

  /** Half a minute with so many events, all of which each of the rules looks at. */
  private static final class Busy {
    private final long events;
    private final long timed;
    private final List<RuleUsage> usage = new ArrayList<>();
    private final Map<String, Stretches> stretches = new HashMap<>();

    Busy(long events) {
      this.events = events;
      this.timed = events < RuleMeter.FEW ? events : events / RuleMeter.EVERY;
    }

    Busy rule(String id, long nanosPerEvent) {
      return rule(id, nanosPerEvent, Map.of());
    }

    Busy rule(String id, long nanosPerEvent, Map<Occurrence, Long> counts) {
      assertThat(nanosPerEvent * events).as("possible").isLessThanOrEqualTo(30 * SECOND);
      usage.add(new RuleUsage(id, 0, timed, nanosPerEvent * timed, 1, 0, counts));
      stretches.put(id, new Stretches(timed, nanosPerEvent));
      return this;
    }

    /** In one of the turns of the rule, which is the last one here. */
    void pause(String id, long nanos) {
      RuleUsage last = usage.remove(usage.size() - 1);
      usage.add(new RuleUsage(id, 0, timed, last.nanos() + nanos, 1, 0, last.counts()));
      stretches.put(id, new Stretches(timed, nanos));
    }

    MeasuredInterval end() {
      return new MeasuredInterval(usage, 30 * SECOND, events, events, timed, stretches);
    }
  }
}
