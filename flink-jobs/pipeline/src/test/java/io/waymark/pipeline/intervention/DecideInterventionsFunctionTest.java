package io.waymark.pipeline.intervention;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static io.waymark.domain.intervention.SignalStory.retracted;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Pause;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.SignalStory;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import io.waymark.pipeline.rules.StoredEntries;
import io.waymark.pipeline.rules.StoryRules;
import java.io.Serializable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecideInterventionsFunctionTest {
  private static final OutputTag<Decision> DECISIONS =
      new OutputTag<>("decisions", DecisionSerializer.TYPE);
  private static final OutputTag<Erasure> ERASURES =
      new OutputTag<>("erasures", ErasureSerializer.TYPE);
  private static final OutputTag<Observation> HAND_OVERS =
      new OutputTag<>("hand-overs", ObservationSerializer.TYPE);

  private KeyedBroadcastOperatorTestHarness<String, Observation, Either<RuleUpdate, Pause>, Trigger>
      harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void factsAreKnownBeforeSignalsOfTheirTimeInWhateverOrderTheyArrive() throws Exception {
    start("marketing", DecisionClock.eventTime());
    send(fired("s1", TEN));
    send(consent(true, TEN, "c1"));
    assertThat(triggers()).isEmpty();

    harness.watermark(TEN);
    assertThat(triggers()).extracting(Trigger::status).containsExactly(Trigger.Status.ISSUED);
    assertThat(triggers().get(0).decidedAt()).isEqualTo(TEN);
  }

  @Test
  void consentGivenLaterDoesNotReachBack() throws Exception {
    start("marketing", DecisionClock.eventTime());
    send(consent(true, TEN + 1, "c1"));
    send(fired("s1", TEN));
    harness.watermark(TEN + 1);
    assertThat(triggers()).isEmpty();
    assertThat(withheld()).extracting(Decision::reason).containsExactly(Reason.NO_CONSENT);
  }

  @Test
  void stateAndTimersAreGoneAfterExpiry() throws Exception {
    start("service", DecisionClock.eventTime());
    send(fired("s1", TEN));
    harness.watermark(TEN);
    assertThat(StoredEntries.of(harness)).isPositive();
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    harness.watermark(TEN + 2 * HOUR);
    assertThat(triggers()).hasSize(1);
    assertThat(StoredEntries.of(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aRepetitionBehindTheWatermarkIsTakenAtOnceAndFoundExpired() throws Exception {
    start("service", DecisionClock.eventTime());
    send(fired("s1", TEN));
    harness.watermark(TEN + 3 * HOUR);
    send(fired("s1", TEN));
    assertThat(triggers()).hasSize(1);
    assertThat(withheld()).extracting(Decision::reason).containsExactly(Reason.EXPIRED);
  }

  @Test
  void aRetractionDoesNotOvertakeTheFireItTakesBack() throws Exception {
    start("service", DecisionClock.eventTime());
    send(fired("s1", TEN));
    send(retracted("s1", TEN - MINUTE));
    harness.watermark(TEN);
    assertThat(triggers())
        .extracting(Trigger::status)
        .containsExactly(Trigger.Status.ISSUED, Trigger.Status.CANCELLED);
  }

  @Test
  void liveDecisionsAreDatedByTheWallClock() throws Exception {
    start("service", DecisionClock.wallClock(new FixedClock(TEN + 2 * MINUTE)));
    send(fired("s1", TEN));
    send(fired("old", TEN - HOUR));
    harness.watermark(TEN);
    assertThat(triggers()).extracting(Trigger::decidedAt).containsExactly(TEN + 2 * MINUTE);
    assertThat(withheld()).extracting(Decision::reason).containsExactly(Reason.EXPIRED);
  }

  @Test
  void aChangedRuleCountsWhenItsRevisionIsCompleteAndABadOneChangesNothing() throws Exception {
    start("marketing", DecisionClock.eventTime());
    direct(RuleUpdate.published(StoryRules.RULE, "service", 2));
    fireAndPass("s1", TEN);
    direct(RuleUpdate.completed(2));
    fireAndPass("s2", TEN + 1);
    for (RuleUpdate update : StoryRules.published("nonsense", 3)) {
      direct(update);
    }
    for (RuleUpdate older : StoryRules.published("marketing", 1)) {
      direct(older);
    }
    fireAndPass("s3", TEN + 2);
    direct(RuleUpdate.withdrawn(StoryRules.RULE, 4));
    direct(RuleUpdate.completed(4));
    fireAndPass("s4", TEN + 3);

    assertThat(withheld()).extracting(Decision::signalId).containsExactly("s1");
    assertThat(triggers()).extracting(Trigger::signalId).containsExactly("s2", "s3", "s2", "s3");
  }

  @Test
  void whatIsOpenOfAWithdrawnRuleIsTakenBack() throws Exception {
    start("service", DecisionClock.eventTime());
    fireAndPass("s1", TEN);
    direct(RuleUpdate.withdrawn(StoryRules.RULE, 2));
    assertThat(triggers()).hasSize(1);
    direct(RuleUpdate.completed(2));
    assertThat(triggers())
        .extracting(t -> t.signalId() + " " + t.status() + " " + t.reason())
        .containsExactly("s1 ISSUED null", "s1 CANCELLED withdrawn");
    direct(RuleUpdate.published(StoryRules.RULE, "service", 3));
    direct(RuleUpdate.completed(3));
    fireAndPass("s2", TEN + MINUTE);
    direct(RuleUpdate.published(StoryRules.RULE, "alert", 4));
    direct(RuleUpdate.completed(4));
    assertThat(triggers())
        .extracting(t -> t.signalId() + " " + t.status())
        .endsWith("s2 ISSUED", "s2 CANCELLED");
  }

  @Test
  void aRestoredOperatorStillKnowsWhatIsOpenWhatWaitsAndTheRules() throws Exception {
    start("service", DecisionClock.eventTime());
    send(fired("s1", TEN));
    harness.watermark(TEN);
    send(fired("s2", TEN + 2 * MINUTE));
    direct(RuleUpdate.published(StoryRules.RULE, "marketing", 2));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness("nothing is loaded on a restore", DecisionClock.eventTime());
    harness.initializeState(snapshot);
    harness.open();
    send(fired("s1", TEN));
    send(resolved("s1", TEN + MINUTE));
    harness.watermark(TEN + 2 * MINUTE);
    assertThat(triggers())
        .extracting(t -> t.signalId() + " " + t.status())
        .containsExactly("s1 CANCELLED", "s2 ISSUED");

    direct(RuleUpdate.completed(2));
    fireAndPass("s3", TEN + 3 * MINUTE);
    assertThat(withheld()).extracting(Decision::signalId).containsExactly("s3");
  }

  @Test
  void aPauseTakesBackWhatIsOpenAndHoldsBackWhatComes() throws Exception {
    start("service", DecisionClock.eventTime());
    fireAndPass("s1", TEN);
    direct(new Pause(StoryRules.RULE, true, "complaints", 2));
    direct(new Pause(StoryRules.RULE, false, "older", 1));
    fireAndPass("s2", TEN + 1);
    direct(new Pause(StoryRules.RULE, false, "it was not us", 3));
    fireAndPass("s3", TEN + 2);
    assertThat(decisions())
        .extracting(d -> d.signalId() + " " + SignalStory.told(d))
        .containsExactly("s1 issued", "s1 cancelled paused", "s2 withheld paused", "s3 issued");
  }

  @Test
  void whoeverSpeaksLastInEventTimeIsObeyed() throws Exception {
    start("service", DecisionClock.eventTime());
    Pause guardrail = new Pause(StoryRules.RULE, true, "guardrail", TEN);
    Pause resumed = Pause.said(StoryRules.RULE, false, "mended", TEN - 5, guardrail);
    direct(guardrail);
    direct(resumed);
    direct(guardrail);
    fireAndPass("s1", TEN + MINUTE);
    direct(new Pause(StoryRules.RULE, true, "guardrail", TEN + MINUTE));
    fireAndPass("s2", TEN + 2 * MINUTE);
    assertThat(decisions())
        .extracting(d -> d.signalId() + " " + SignalStory.told(d))
        .containsExactly("s1 issued", "s1 cancelled paused", "s2 withheld paused");
  }

  @Test
  void erasureLeavesNeitherStateNorTimersBehind() throws Exception {
    start("marketing", DecisionClock.eventTime());
    send(consent(true, TEN, "c1"));
    fireAndPass("s1", TEN);
    send(SignalStory.fact(Fact.Kind.ERASED, TEN + MINUTE, "x1", Map.of()));
    harness.watermark(TEN + MINUTE);
    assertThat(decisions())
        .extracting(d -> d.signalId() + " " + SignalStory.told(d))
        .containsExactly("s1 issued", "s1 cancelled erased");
    assertThat(StoredEntries.of(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whoWasHandedOverAndIsErasedLeavesNeitherStateNorTimersBehind() throws Exception {
    harness =
        harness("service", DecisionClock.eventTime(), true, InterventionTopology::anonymousKey);
    harness.open();
    send(SignalStory.by("anon:d1", fired("s1", TEN)));
    send(
        SignalStory.fact(Fact.Kind.IDENTITIES_MERGED, TEN + 1, "m1", Map.of("anonymous_id", "d1")));
    harness.watermark(TEN + 1);
    assertThat(harness.getSideOutput(HAND_OVERS)).hasSize(1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    send(erasure("anon:d1", TEN + 2));
    harness.watermark(TEN + 2);
    assertThat(StoredEntries.of(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whoComesBackAfterAnErasureBeginsAnewAlsoIfThatIsHeardOfBefore() throws Exception {
    start("marketing", DecisionClock.eventTime());
    send(consent(true, TEN, "c1"));
    send(fired("s1", TEN + 2 * MINUTE));
    send(consent(true, TEN + 3 * MINUTE, "c2"));
    send(fired("s2", TEN + 3 * MINUTE));
    send(SignalStory.fact(Fact.Kind.ERASED, TEN + MINUTE, "x1", Map.of()));
    harness.watermark(TEN + HOUR);
    assertThat(decisions())
        .extracting(d -> d.signalId() + " " + SignalStory.told(d))
        .containsExactly("s1 withheld no_consent", "s2 issued");
  }

  private static Fact erasure(String customer, long at) {
    return new Fact("f-x1", Fact.Kind.ERASED, customer, at, "x1", null, "web", null, Map.of());
  }

  private void direct(RuleUpdate update) throws Exception {
    harness.processBroadcastElement(Either.Left(update), 0);
  }

  private void direct(Pause pause) throws Exception {
    harness.processBroadcastElement(Either.Right(pause), 0);
  }

  private void fireAndPass(String id, long at) throws Exception {
    send(fired(id, at));
    harness.watermark(at);
  }

  private void start(String rule, DecisionClock clock) throws Exception {
    harness = harness(rule, clock);
    harness.open();
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, Observation, Either<RuleUpdate, Pause>, Trigger>
      harness(String rule, DecisionClock clock) throws Exception {
    return harness(rule, clock, false, Observation::customerId);
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, Observation, Either<RuleUpdate, Pause>, Trigger>
      harness(
          String rule, DecisionClock clock, boolean handsOver, KeySelector<Observation, String> key)
          throws Exception {
    RulesOfSignals rules = new RuleFeed(null, StoryRules.source(rule)).rules();
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new DecideInterventionsFunction(
                new DecisionRuntime(
                    rules, new PausedRules(List::of), ContactPolicy.NONE, Salt.known("s"), clock),
                new DecisionOutputs(DECISIONS, ERASURES, HAND_OVERS, handsOver)),
            Stream.concat(BroadcastRules.states().stream(), Stream.of(PausedRules.STATE)).toList()),
        key,
        Types.STRING,
        1,
        1,
        0);
  }

  private void send(Signal signal) throws Exception {
    harness.processElement(new Observation.OfSignal(signal), signal.occurredAt());
  }

  private void send(Fact fact) throws Exception {
    harness.processElement(new Observation.OfFact(fact), fact.occurredAt());
  }

  private List<Trigger> triggers() {
    return harness.extractOutputValues();
  }

  private List<Decision> withheld() {
    return decisions().stream().filter(d -> d.verdict() == Verdict.WITHHELD).toList();
  }

  private List<Decision> decisions() {
    Queue<StreamRecord<Decision>> output = harness.getSideOutput(DECISIONS);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  /** A wall clock that stands still. */
  private record FixedClock(long millis) implements InstantSource, Serializable {
    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }
}
