package io.waymark.domain.intervention;

import static io.waymark.domain.intervention.SignalStory.CALL_BACK;
import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.RESUME;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.escalated;
import static io.waymark.domain.intervention.SignalStory.fact;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static io.waymark.domain.intervention.SignalStory.retracted;
import static io.waymark.domain.intervention.SignalStory.shadow;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterventionPolicyTest {
  private final InterventionPolicy policy = new InterventionPolicy(ContactPolicy.NONE);
  private final List<String> told = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private static final Directions ASKING_NOTHING = Asking.of(null);

  private InterventionState ann = InterventionState.EMPTY;

  @Test
  void aMarketingTriggerGoesOutToWhoHasAgreed() {
    given(consent(true, TEN - HOUR, "c1"));
    assertThat(ann.isEmpty()).isFalse();
    when(fired("s1", TEN), RESUME, TEN + 2_000);

    assertThat(told).containsExactly("issued");
    Trigger trigger = triggers.get(0);
    assertThat(trigger.action()).isEqualTo("resume-checkout");
    assertThat(trigger.channel()).isEqualTo("email");
    assertThat(trigger.priority()).isEqualTo(50);
    assertThat(trigger.occurredAt()).isEqualTo(TEN);
    assertThat(trigger.decidedAt()).isEqualTo(TEN + 2_000);
    assertThat(trigger.expiresAt()).isEqualTo(TEN + 24 * HOUR);
    assertThat(trigger.experiment()).isNull();
    assertThat(trigger.arm()).isNull();
    assertThat(trigger.evidence()).extracting("eventId").containsExactly("e1");
    assertThat(trigger.instance()).isEqualTo(Map.of("cart_id", "k1"));
  }

  @Test
  void withoutConsentMarketingStaysSilentAndServiceGoes() {
    when(fired("s1", TEN), RESUME, TEN);
    when(fired("s2", TEN), CALL_BACK, TEN);
    assertThat(told).containsExactly("withheld no_consent", "issued");
  }

  @Test
  void theLastWordInTheOrderOfEventsCounts() {
    given(consent(false, TEN - MINUTE, "c2"));
    given(consent(true, TEN - HOUR, "c1"));
    when(fired("s1", TEN), RESUME, TEN);
    given(consent(true, TEN - MINUTE, "c3"));
    when(fired("s2", TEN), RESUME, TEN);
    assertThat(told).containsExactly("withheld no_consent", "issued");
  }

  @Test
  void consentForSomethingElseIsNoConsent() {
    List<Map<String, @Nullable Object>> said =
        List.of(
            Map.of("purpose", "analytics", "granted", true),
            Map.of("granted", true),
            Map.of("purpose", "marketing", "granted", "true"));
    for (Map<String, @Nullable Object> attributes : said) {
      ann = InterventionState.EMPTY;
      told.clear();
      given(fact(Fact.Kind.CONSENT, TEN - HOUR, "c1", attributes));
      when(fired("s1", TEN), RESUME, TEN);
      assertThat(told).as(attributes.toString()).containsExactly("withheld no_consent");
    }
  }

  @Test
  void aRefusalOfSomethingElseWithdrawsNothing() {
    given(consent(true, TEN - HOUR, "c1"));
    given(
        fact(
            Fact.Kind.CONSENT,
            TEN - MINUTE,
            "c2",
            Map.of("purpose", "analytics", "granted", false)));
    when(fired("s1", TEN), RESUME, TEN);
    assertThat(told).containsExactly("issued");
  }

  @Test
  void anObjectionWithdrawsAndTakesBackWhatIsOpen() {
    given(consent(true, TEN - HOUR, "c1"));
    when(fired("s1", TEN), RESUME, TEN);
    when(fired("s2", TEN), CALL_BACK, TEN);
    given(fact(Fact.Kind.OBJECTION, TEN + MINUTE, "o1", Map.of("purpose", "marketing")));
    when(fired("s3", TEN + 2 * MINUTE), RESUME, TEN + 2 * MINUTE);
    assertThat(told)
        .containsExactly("issued", "issued", "cancelled no_consent", "withheld no_consent");
    assertThat(triggers.get(2).triggerId()).isEqualTo(triggers.get(0).triggerId());
  }

  @Test
  void whatIsDecidedTooLateIsWithheld() {
    when(fired("s1", TEN), CALL_BACK, TEN + HOUR);
    when(fired("s2", TEN), CALL_BACK, TEN + HOUR - 1);
    assertThat(told).containsExactly("withheld expired", "issued");
  }

  @Test
  void aResolvedFireCancelsItsTriggerOnceUnderTheSameId() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    when(resolved("s1", TEN + MINUTE), null, TEN + MINUTE);
    when(resolved("s1", TEN + MINUTE), null, TEN + MINUTE);
    assertThat(told).containsExactly("issued", "cancelled resolved");
    assertThat(triggers.get(1).triggerId()).isEqualTo(triggers.get(0).triggerId());
    assertThat(triggers.get(1).decidedAt()).isEqualTo(TEN + MINUTE);
  }

  @Test
  void aResolvedFireCancelsNoOtherTrigger() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    when(fired("s2", TEN), CALL_BACK, TEN);
    when(resolved("s2", TEN + MINUTE), null, TEN + MINUTE);
    assertThat(triggers).extracting(Trigger::signalId).containsExactly("s1", "s2", "s2");
    when(resolved("s1", TEN + MINUTE), null, TEN + MINUTE);
    assertThat(triggers).extracting(Trigger::signalId).containsExactly("s1", "s2", "s2", "s1");
  }

  @Test
  void aRetractedFireCancelsToo() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    when(retracted("s1", TEN - MINUTE), null, TEN + MINUTE);
    assertThat(told).containsExactly("issued", "cancelled retracted");
  }

  @Test
  void afterExpiryThereIsNothingToCancel() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    when(resolved("s1", TEN + HOUR), null, TEN + HOUR);
    assertThat(told).containsExactly("issued");
  }

  @Test
  void escalationsAndRepetitionsIssueNothingNew() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    when(escalated("s1", Severity.HIGH, TEN + MINUTE), CALL_BACK, TEN + MINUTE);
    when(fired("s1", TEN), CALL_BACK, TEN + MINUTE);
    when(resolved("s1", TEN + 2 * MINUTE), null, TEN + 2 * MINUTE);
    when(fired("s1", TEN), CALL_BACK, TEN + 3 * MINUTE);
    assertThat(told).containsExactly("issued", "cancelled resolved");
  }

  @Test
  void aWithheldFireStaysWithheldWhenItIsRepeatedAfterConsent() {
    when(fired("s1", TEN), RESUME, TEN);
    given(consent(true, TEN + MINUTE, "c1"));
    when(fired("s1", TEN), RESUME, TEN + 2 * MINUTE);
    assertThat(told).containsExactly("withheld no_consent");
  }

  @Test
  void aRepetitionLongAfterExpiryIsExpired() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    assertThat(ann.isEmpty()).isFalse();
    passes(ann.wakeAt());
    assertThat(ann.isEmpty()).isTrue();
    when(fired("s1", TEN), CALL_BACK, TEN + 3 * HOUR);
    assertThat(told).containsExactly("issued", "withheld expired");
  }

  @Test
  void nothingNewChangesNothing() {
    given(consent(true, TEN - HOUR, "c1"));
    InterventionState known = ann;
    passes(TEN);
    assertThat(ann).isSameAs(known);
  }

  @Test
  void shadowRulesAndRulesWithoutInterventionLeadToNothing() {
    when(shadow(fired("s1", TEN)), CALL_BACK, TEN);
    when(fired("s2", TEN), null, TEN);
    assertThat(told).isEmpty();
    assertThat(ann.isEmpty()).isTrue();
  }

  @Test
  void wakesWhenTheEarliestCannotBeRepeatedAnyMoreAndThenForgets() {
    when(fired("s1", TEN + 5 * MINUTE), CALL_BACK, TEN + 5 * MINUTE);
    when(fired("s2", TEN + 6 * MINUTE), CALL_BACK, TEN + 6 * MINUTE);
    assertThat(ann.wakeAt()).isEqualTo(TEN + 5 * MINUTE + 2 * HOUR);
    passes(ann.wakeAt() - 1);
    assertThat(ann.decided()).hasSize(2);
    passes(ann.wakeAt());
    assertThat(ann.wakeAt()).isEqualTo(TEN + 6 * MINUTE + 2 * HOUR);
    passes(ann.wakeAt());
    assertThat(ann.wakeAt()).isEqualTo(InterventionState.NEVER);
  }

  @Test
  void erasureCancelsAllAndForgetsConsent() {
    given(consent(true, TEN - HOUR, "c1"));
    when(fired("s1", TEN), CALL_BACK, TEN);
    given(fact(Fact.Kind.ERASED, TEN + MINUTE, "x1", Map.of()));
    when(fired("s2", TEN + MINUTE), RESUME, TEN + MINUTE);
    assertThat(told).containsExactly("issued", "cancelled erased", "withheld no_consent");
    Trigger back = triggers.get(1);
    assertThat(back.triggerId()).isEqualTo(triggers.get(0).triggerId());
    assertThat(back.customerId()).isEqualTo("ann");
    assertThat(back.instance()).isEqualTo(Map.of("cart_id", ""));
    assertThat(back.evidence()).isEmpty();
    assertThat(back.touchpoint()).isNull();
    assertThat(ann.consents()).isEmpty();
  }

  @Test
  void oneCustomerCannotFillTheState() {
    for (int i = 0; i < InterventionState.DECIDED_LIMIT + 9; i++) {
      when(fired("s" + i, TEN), CALL_BACK, TEN);
    }
    assertThat(told.subList(0, InterventionState.OPEN_LIMIT)).containsOnly("issued");
    assertThat(told.subList(InterventionState.OPEN_LIMIT, told.size()))
        .hasSize(InterventionState.DECIDED_LIMIT + 9 - InterventionState.OPEN_LIMIT)
        .containsOnly("withheld limited");
    assertThat(ann.decided()).hasSize(InterventionState.DECIDED_LIMIT);
  }

  @Test
  void whatThereIsNoRoomForIsDecidedOnceToo() {
    for (int i = 0; i <= InterventionState.OPEN_LIMIT; i++) {
      when(fired("s" + i, TEN), CALL_BACK, TEN);
    }
    when(fired("s" + InterventionState.OPEN_LIMIT, TEN), CALL_BACK, TEN + MINUTE);
    assertThat(told).hasSize(InterventionState.OPEN_LIMIT + 1).endsWith("withheld limited");
  }

  @Test
  void whatIsOwedIsIssuedHoweverMuchThereIs() {
    Intervention recall =
        new Intervention("recall", "sms", Purpose.SAFETY, HOUR, 1, 0, List.of(), HOUR);
    for (int i = 0; i < InterventionState.OPEN_LIMIT; i++) {
      when(fired("s" + i, TEN), CALL_BACK, TEN);
    }
    for (int i = 0; i < 600; i++) {
      when(fired("r" + i, TEN), recall, TEN);
    }
    when(fired("r599", TEN), recall, TEN);
    assertThat(told).hasSize(InterventionState.OPEN_LIMIT + 600).containsOnly("issued");
    assertThat(ann.decided().stream().filter(one -> one.open() != null))
        .hasSize(InterventionState.OPEN_LIMIT);
  }

  @Test
  void aHeldOutCustomerGetsNoneAndOthersAreInTheTreatmentArm() {
    Intervention tenth =
        new Intervention(
            "resume-checkout", "email", Purpose.SERVICE, HOUR, 50, 0.1, List.of(), 7 * 24 * HOUR);
    for (int i = 0; i < 2_000; i++) {
      ann = InterventionState.EMPTY;
      when(SignalStory.by("customer-" + i, fired("s" + i, TEN)), tenth, TEN);
    }
    assertThat(withheld())
        .allMatch(w -> w.reason() == Reason.HOLDOUT && "holdout".equals(w.arm()))
        .allMatch(w -> "checkout-abandoned".equals(w.experiment()));
    assertThat(triggers).allMatch(t -> "treatment".equals(t.arm()));
    // Binomial(2000, 0.1): mean 200, standard deviation 13.4; five of them on either side.
    assertThat(withheld()).hasSizeBetween(133, 267);
  }

  @Test
  void theArmIsThatOfTheCustomerWhateverTheFire() {
    Intervention half =
        new Intervention(
            "call-back", null, Purpose.SERVICE, HOUR, 1, 0.5, List.of(), 7 * 24 * HOUR);
    for (int i = 0; i < 20; i++) {
      when(fired("s" + i, TEN), half, TEN);
    }
    assertThat(told.stream().distinct()).hasSize(1);
  }

  @Test
  void theIdFollowsFromSignalAndActionAlone() {
    when(fired("s1", TEN), CALL_BACK, TEN);
    String first = triggers.get(0).triggerId();
    ann = InterventionState.EMPTY;
    when(fired("s1", TEN), CALL_BACK, TEN + 5);
    ann = InterventionState.EMPTY;
    when(fired("s2", TEN), CALL_BACK, TEN);
    assertThat(triggers.get(1).triggerId()).isEqualTo(first).matches("[0-9a-f]{32}");
    assertThat(triggers.get(2).triggerId()).isNotEqualTo(first);
  }

  private void given(Fact fact) {
    long at = fact.occurredAt();
    take(
        policy.decide(
            "ann", ann, new Moment(at, at, List.of(), List.of(fact), List.of()), ASKING_NOTHING));
  }

  private void when(Signal signal, @Nullable Intervention intervene, long now) {
    take(
        policy.decide(
            "ann",
            ann,
            new Moment(now, now, List.of(), List.of(), List.of(signal)),
            Asking.of(intervene)));
  }

  private void passes(long now) {
    take(policy.decide("ann", ann, Moment.of(now, now), ASKING_NOTHING));
  }

  private List<Decision> withheld() {
    return decisions.stream().filter(d -> d.verdict() == Verdict.WITHHELD).toList();
  }

  private void take(InterventionDecision decision) {
    ann = decision.state();
    triggers.addAll(decision.triggers());
    decisions.addAll(decision.decisions());
    decision.decisions().forEach(each -> told.add(SignalStory.told(each)));
  }
}
