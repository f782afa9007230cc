package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.RuleBudget.Kind;
import io.waymark.domain.friction.RuleBudget.Overspent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A subtask adds up, twice a minute, what each rule has cost it. */
class RuleBudgetTest {
  private static final long TIMED = 1_000;
  private static final long EVENTS = TIMED * RuleMeter.EVERY;

  private final RuleBudget budget = new RuleBudget();

  @Test
  void whoIsTooSlowFourTimesInARowHasOverspent() {
    RuleUsage slow = slow("slow", 150_000);

    for (int i = 0; i < 3; i++) {
      assertThat(budget.close(List.of(slow, slow("quick", 500)))).isEmpty();
    }
    assertThat(budget.close(List.of(slow, slow("quick", 500))))
        .containsExactly(new Overspent("slow", Kind.TIME, 150_000));
    assertThat(budget.close(List.of(slow))).hasSize(1);
  }

  @Test
  void badMomentsThatAreNotInARowCondemnNobody() {
    for (int i = 0; i < 20; i++) {
      assertThat(budget.close(List.of(slow("a", i % 4 == 0 ? 500 : 150_000)))).isEmpty();
    }
  }

  @Test
  void theBudgetItselfMayBeSpent() {
    assertThat(afterFour(slow("a", RuleBudget.NANOS_PER_EVENT))).isEmpty();
  }

  @Test
  void whereLittleComesNothingIsConcluded() {
    assertThat(
            afterFour(new RuleUsage("a", 0, RuleBudget.LEAST_TIMED - 1, 1L << 40, 1, 0, Map.of())))
        .isEmpty();
  }

  @Test
  void whoFiresAtMoreThanEverySecondEventHasOverspent() {
    List<Overspent> found = List.of();
    for (int i = 0; i < RuleBudget.IN_A_ROW; i++) {
      fire("all", EVENTS / 2 + 1);
      fire("half", EVENTS / 2);
      found = budget.close(List.of(slow("all", 0), slow("half", 0)));
    }

    assertThat(found)
        .extracting(Overspent::ruleId, Overspent::kind)
        .containsExactly(tuple("all", Kind.FIRES));
  }

  @Test
  void firesOfAnIntervalAreForgottenWithIt() {
    fire("all", 5 * EVENTS);

    assertThat(afterFour(slow("all", 0))).isEmpty();
  }

  @Test
  void whoFailsForMoreThanEverySecondEventHasOverspent() {
    assertThat(afterFour(failing(EVENTS / 2 + 1)))
        .extracting(Overspent::kind)
        .containsExactly(Kind.ERRORS);
    assertThat(new RuleBudget().close(List.of(failing(EVENTS / 2)))).isEmpty();
  }

  @Test
  void kindsThatTakeTurnsAreBadMomentsEach() {
    for (int i = 0; i < 20; i++) {
      boolean even = i % 2 == 0;
      assertThat(budget.close(List.of(even ? slow("a", 150_000) : failing(EVENTS)))).isEmpty();
    }
  }

  /** What is found in the last of four intervals. */
  private List<Overspent> afterFour(RuleUsage each) {
    for (int i = 1; i < RuleBudget.IN_A_ROW; i++) {
      assertThat(budget.close(List.of(each))).isEmpty();
    }
    return budget.close(List.of(each));
  }

  private void fire(String ruleId, long times) {
    for (long i = 0; i < times; i++) {
      budget.fired(ruleId);
    }
  }

  private static RuleUsage slow(String ruleId, long nanosPerEvent) {
    return new RuleUsage(ruleId, 0, TIMED, nanosPerEvent * TIMED, 1, 0, Map.of());
  }

  private static RuleUsage failing(long errors) {
    return new RuleUsage("a", 0, TIMED, 0, 1, 0, Map.of(Occurrence.EXPRESSION_ERROR, errors));
  }
}
