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
  void whoIsTooSlowTwiceInARowHasOverspent() {
    RuleUsage slow = slow("slow", 150_000);

    assertThat(budget.close(List.of(slow, slow("quick", 500)))).isEmpty();
    assertThat(budget.close(List.of(slow, slow("quick", 500))))
        .containsExactly(new Overspent("slow", Kind.TIME, 150_000));
  }

  @Test
  void oneBadMomentCondemnsNobody() {
    for (int i = 0; i < 4; i++) {
      assertThat(budget.close(List.of(slow("a", 150_000)))).isEmpty();
      assertThat(budget.close(List.of(slow("a", 500)))).isEmpty();
    }
  }

  @Test
  void theBudgetItselfMayBeSpent() {
    budget.close(List.of(slow("a", RuleBudget.NANOS_PER_EVENT)));

    assertThat(budget.close(List.of(slow("a", RuleBudget.NANOS_PER_EVENT)))).isEmpty();
  }

  @Test
  void whereLittleComesNothingIsConcluded() {
    RuleUsage rare = new RuleUsage("a", 0, RuleBudget.LEAST_TIMED - 1, 1L << 40, 1, 0, Map.of());
    budget.close(List.of(rare));

    assertThat(budget.close(List.of(rare))).isEmpty();
  }

  @Test
  void whoFiresAtMoreThanEverySecondEventHasOverspent() {
    fire("all", EVENTS / 2 + 1);
    fire("half", EVENTS / 2);
    budget.close(List.of(slow("all", 0), slow("half", 0)));
    fire("all", EVENTS / 2 + 1);
    fire("half", EVENTS / 2);

    assertThat(budget.close(List.of(slow("all", 0), slow("half", 0))))
        .extracting(Overspent::ruleId, Overspent::kind)
        .containsExactly(tuple("all", Kind.FIRES));
  }

  @Test
  void firesOfAnIntervalAreForgottenWithIt() {
    fire("all", EVENTS);
    budget.close(List.of(slow("all", 0)));

    assertThat(budget.close(List.of(slow("all", 0)))).isEmpty();
  }

  @Test
  void whoFailsForMoreThanEverySecondEventHasOverspent() {
    RuleUsage failing = failing(EVENTS / 2 + 1);
    budget.close(List.of(failing));

    assertThat(budget.close(List.of(failing)))
        .extracting(Overspent::kind)
        .containsExactly(Kind.ERRORS);
  }

  @Test
  void twoKindsOnceEachAreTwoBadMoments() {
    budget.close(List.of(slow("a", 150_000)));
    fire("a", EVENTS);

    assertThat(budget.close(List.of(slow("a", 0)))).isEmpty();
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
    return new RuleUsage(
        "failing", 0, TIMED, 0, 1, 0, Map.of(Occurrence.EXPRESSION_ERROR, errors));
  }
}
