package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomePolicyTest {
  private static final long DAY = 24 * 3_600_000L;
  private static final long T = 1_767_261_600_000L;

  private final OutcomePolicy policy = new OutcomePolicy();
  private final List<Outcome> told = new ArrayList<>();
  private OutcomeState state = OutcomeState.EMPTY;

  @Test
  void theFirstGoalInTheWindowIsTheOutcomeAndCountsAtItsEnd() {
    enrol("c1", Arm.HOLDOUT, T, "purchase");
    take(goal("g1", T + DAY, 20));
    take(goal("g2", T + 2 * DAY, 5));
    expire(T + 7 * DAY - 1);
    assertThat(statuses()).containsExactly(Outcome.Status.OPENED, Outcome.Status.REACHED);

    expire(T + 7 * DAY);
    Outcome closed = told.get(2);
    assertThat(closed.status()).isEqualTo(Outcome.Status.CLOSED);
    assertThat(closed.goal()).isEqualTo("purchase");
    assertThat(closed.reachedAt()).isEqualTo(T + DAY);
    assertThat(closed.value()).isEqualTo(25);
    assertThat(closed.valueBefore()).isNull();
    assertThat(told).extracting(Outcome::outcomeId).containsOnly(closed.outcomeId());
  }

  @Test
  void whatHappenedWithTheAssignmentIsNoOutcomeButWhatHappenedAtTheEndIs() {
    enrol("c1", Arm.TREATMENT, T, "purchase");
    take(goal("g1", T, 1));
    assertThat(told).hasSize(1);
    take(goal("g2", T + 7 * DAY, 1));
    assertThat(told).hasSize(2);
    take(goal("g3", T + 7 * DAY + 1, 1));
    assertThat(told).hasSize(2);
  }

  @Test
  void whereNoGoalIsNamedItIsThatItsOwnSignalIsResolved() {
    enrol("c1", Arm.TREATMENT, T);
    take(goal("g1", T + 1, 9));
    resolve("other", T + 2);
    assertThat(told).hasSize(1);
    resolve("s1", T + 3);
    assertThat(told.get(1).goal()).isEqualTo("resolved");
    assertThat(told.get(1).value()).isEqualTo(9);
  }

  @Test
  void whoeverRenewsIsRetainedWhateverElseTheyDo() {
    enrol("c1", Arm.TREATMENT, T, "subscription_renewed");
    take(goal("g1", T + 1, 9));
    assertThat(statuses()).containsExactly(Outcome.Status.OPENED);
    take(
        fact(
            "n1",
            Fact.Kind.GOAL_REACHED,
            "subscription_renewed",
            T + 6 * DAY,
            Map.of("subscription_id", "s", "value", 30.0)));
    expire(T + 7 * DAY);
    assertThat(statuses())
        .containsExactly(Outcome.Status.OPENED, Outcome.Status.REACHED, Outcome.Status.CLOSED);
    assertThat(told.get(2).goal()).isEqualTo("subscription_renewed");
    assertThat(told.get(2).value()).isEqualTo(30);
  }

  @Test
  void aFactThatComesTwiceIsWorthWhatItIsWorthOnce() {
    enrol("c1", Arm.TREATMENT, T, "purchase");
    take(goal("g1", T + 1, 9));
    take(goal("g1", T + 1, 9));
    expire(T + 7 * DAY);
    assertThat(told.get(2).value()).isEqualTo(9);
  }

  @Test
  void aGuardrailIsToldOnceAndAfterTheGoalToo() {
    enrol("c1", Arm.TREATMENT, T, "purchase");
    take(goal("g1", T + 1, 9));
    take(fact("r1", Fact.Kind.RETURNED, "return_requested", T + 2, Map.of()));
    take(fact("r2", Fact.Kind.RETURNED, "return_requested", T + 3, Map.of()));
    take(consent("k1", T + 4, true));
    take(consent("k2", T + 5, false));
    take(fact("u1", Fact.Kind.UNSUBSCRIBED, "unsubscribed", T + 6, Map.of()));
    assertThat(statuses())
        .containsExactly(
            Outcome.Status.OPENED,
            Outcome.Status.REACHED,
            Outcome.Status.RETURNED,
            Outcome.Status.OPTED_OUT);
    assertThat(told.get(3).touched())
        .containsExactlyInAnyOrder(Guardrail.RETURN, Guardrail.OPT_OUT);
  }

  @Test
  void aCustomerCountsOnceInAVersionHoweverOftenTheRuleFires() {
    enrol("c1", Arm.TREATMENT, T, "purchase");
    enrol("c1", Arm.TREATMENT, T + DAY, "purchase");
    expire(T + 7 * DAY);
    enrol("c1", Arm.TREATMENT, T + 8 * DAY, "purchase");
    assertThat(statuses()).containsExactly(Outcome.Status.OPENED, Outcome.Status.CLOSED);
    assertThat(told.get(1).endsAt()).isEqualTo(T + 7 * DAY);
  }

  @Test
  void whatIsIssuedLaterAndThatTheArmsDifferIsNoted() {
    enrol("c1", Arm.TREATMENT, T, "purchase");
    step(policy.enrol(state, enrolment("c1", Arm.TREATMENT, T, "purchase").with(true, false)));
    enrol("c1", Arm.HOLDOUT, T + 1, "purchase");
    expire(T + 7 * DAY);
    assertThat(told.get(1).issued()).isTrue();
    assertThat(told.get(1).contaminated()).isTrue();
  }

  @Test
  void whatACustomerWasWorthBeforeIsThatOfThirtyDays() {
    take(goal("g0", T - 31 * DAY, 100));
    take(goal("g1", T - 30 * DAY, 10));
    take(goal("g2", T, 1));
    enrol("c1", Arm.TREATMENT, T, "purchase");
    assertThat(told.get(0).valueBefore()).isEqualTo(11);
  }

  @Test
  void ofAnErasedCustomerNothingIsKept() {
    take(goal("g1", T - 1, 10));
    enrol("c1", Arm.TREATMENT, T, "purchase");
    take(fact("e1", Fact.Kind.ERASED, "erase", T + 1, Map.of()));
    assertThat(statuses())
        .containsExactly(Outcome.Status.OPENED, Outcome.Status.OPTED_OUT, Outcome.Status.VOID);
    assertThat(state).isEqualTo(OutcomeState.EMPTY);
  }

  @Test
  void ofTwoWhoAreOneTheFirstAssignmentCountsUnlessTheArmsDiffer() {
    OutcomeState device = policy.enrol(state, enrolment("anon:d", Arm.HOLDOUT, T)).state();
    enrol("c1", Arm.HOLDOUT, T + 1);
    step(policy.join(state, device, "c1", T + 2));
    assertThat(statuses()).containsExactly(Outcome.Status.OPENED, Outcome.Status.VOID);
    assertThat(told.get(1).assignedAt()).isEqualTo(T + 1);
    expire(T + 7 * DAY);
    assertThat(told.get(2).customerId()).isEqualTo("c1");
    assertThat(told.get(2).assignedAt()).isEqualTo(T);
    assertThat(told.get(2).contaminated()).isFalse();

    OutcomeState another = policy.enrol(OutcomeState.EMPTY, treated("anon:e")).state();
    step(policy.join(state, another, "c1", T + 8 * DAY));
    assertThat(told.get(3).status()).isEqualTo(Outcome.Status.VOID);
    assertThat(told.get(3).customerId()).isEqualTo("c1");
  }

  @Test
  void whoIsInBothArmsIsContaminated() {
    OutcomeState device = policy.enrol(state, treated("anon:d")).state();
    enrol("c1", Arm.HOLDOUT, T + 1);
    step(policy.join(state, device, "c1", T + 2));
    expire(T + 7 * DAY);
    assertThat(told.get(2).contaminated()).isTrue();
    assertThat(told.get(2).arm()).isEqualTo(Arm.TREATMENT);
  }

  @Test
  void everythingIsForgottenInTime() {
    take(goal("g1", T, 1));
    enrol("c1", Arm.TREATMENT, T, "purchase");
    while (state.wakeAt() != OutcomeState.NEVER) {
      expire(state.wakeAt());
    }
    assertThat(state.isEmpty()).isTrue();
  }

  private static Enrolment treated(String customer) {
    return enrolment(customer, Arm.TREATMENT, T);
  }

  private void enrol(String customer, Arm arm, long at, String... goals) {
    step(policy.enrol(state, enrolment(customer, arm, at, goals)));
  }

  private void take(Fact fact) {
    step(policy.take(state, fact));
  }

  private void expire(long now) {
    step(policy.expire(state, now));
  }

  private void resolve(String signalId, long at) {
    step(policy.take(state, resolved(signalId, at)));
  }

  private void step(OutcomePolicy.Step step) {
    state = step.state();
    told.addAll(step.outcomes());
  }

  private List<Outcome.Status> statuses() {
    return told.stream().map(Outcome::status).toList();
  }

  private static Enrolment enrolment(String customer, Arm arm, long at, String... goals) {
    return new Enrolment(
        "rule", 1, customer, arm, 0.1, "s1", List.of(goals), at, 7 * DAY, false, false, at);
  }

  private static Fact goal(String id, long at, double value) {
    return fact(id, Fact.Kind.GOAL_REACHED, "purchase", at, Map.of("value", value));
  }

  private static Fact consent(String id, long at, boolean granted) {
    return fact(
        id,
        Fact.Kind.CONSENT,
        "consent_updated",
        at,
        Map.of("purpose", "marketing", "granted", granted));
  }

  private static Fact fact(
      String id, Fact.Kind kind, String type, long at, Map<String, Object> attributes) {
    return new Fact(id, kind, "c1", at, id, type, "web", null, Map.copyOf(attributes));
  }

  private static Signal resolved(String id, long at) {
    return new Signal(
        id,
        "rule",
        1,
        "Rule",
        Kind.FRICTION,
        Severity.LOW,
        Mode.LIVE,
        "c1",
        Map.of(),
        Signal.Status.RESOLVED,
        at,
        null,
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN);
  }
}
