package io.waymark.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.canary.CanaryWatch.Outcome;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A canary leaves once a minute and is missed, or not. */
class CanaryWatchTest {
  private static final long NOON = 1_800_000_000_000L;
  private static final long SECOND = 1_000;
  private static final long DEADLINE = NOON + 20 * SECOND;

  private final CanaryWatch watch = new CanaryWatch("w", NOON);
  private final FrictionEngine engine = new FrictionEngine(List.of(Canary.RULE), Limits.DEFAULT);
  private final CustomerState state = engine.newCustomer(Canary.CUSTOMER);
  private final Told told = new Told();

  @Test
  void whoIsMissedInTimeProvesIt() {
    leaves(NOON);
    Signal missed = missedBy(DEADLINE);

    assertThat(missed.occurredAt()).isEqualTo(DEADLINE);
    watch.noticed(missed, DEADLINE + 2 * SECOND);

    assertThat(watch.count(Outcome.PROVEN)).isEqualTo(1);
    assertThat(watch.age(DEADLINE + 5 * SECOND)).isEqualTo(3 * SECOND);
  }

  @Test
  void nobodyIsToldOfTheCanary() {
    leaves(NOON);

    assertThat(missedBy(DEADLINE).mode()).isEqualTo(Mode.SHADOW);
  }

  @Test
  void eachTimeItLeavesItIsMissed() {
    for (int i = 0; i < 1_000; i++) {
      long at = NOON + i * 60 * SECOND;
      leaves(at);
      watch.noticed(missedBy(at + 20 * SECOND), at + 21 * SECOND);
    }

    assertThat(watch.count(Outcome.PROVEN)).isEqualTo(1_000);
    // What is over is not kept: the state of a canary does not grow.
    engine.write(state, told);
    assertThat(state.openInstances()).isLessThan(3);
  }

  @Test
  void whoLeavesMoreOftenThanItIsMissedIsMissedEachTime() {
    for (int i = 0; i < 5; i++) {
      leaves(NOON + i * SECOND);
    }
    engine.advance(state, DEADLINE + 4 * SECOND, told);
    told.signals.forEach(signal -> watch.noticed(signal, DEADLINE + 5 * SECOND));

    assertThat(watch.count(Outcome.PROVEN)).isEqualTo(5);
  }

  @Test
  void beforeTheFirstProofItsAgeCountsFromTheStart() {
    assertThat(watch.age(NOON + 90 * SECOND)).isEqualTo(90 * SECOND);
  }

  @Test
  void whatComesTooLateIsNoProof() {
    leaves(NOON);
    watch.noticed(missedBy(DEADLINE), DEADLINE + 60 * SECOND + 1);

    assertThat(watch.count(Outcome.LATE)).isEqualTo(1);
    assertThat(watch.age(DEADLINE)).isEqualTo(20 * SECOND);
  }

  @Test
  void whoIsNeverMissedIsLostAfterTenMinutes() {
    leaves(NOON);
    watch.pass(DEADLINE + 600 * SECOND);
    assertThat(watch.count(Outcome.LOST)).isZero();

    watch.pass(DEADLINE + 600 * SECOND + 1);
    assertThat(watch.count(Outcome.LOST)).isEqualTo(1);

    watch.noticed(missedBy(DEADLINE), DEADLINE + 601 * SECOND);
    assertThat(watch.count(Outcome.LATE)).isZero();
  }

  @Test
  void whatIsRepeatedAfterARestoreCountsOnce() {
    leaves(NOON);
    Signal missed = missedBy(DEADLINE);
    watch.noticed(missed, DEADLINE + SECOND);
    watch.noticed(missed, DEADLINE + 30 * SECOND);

    assertThat(watch.count(Outcome.PROVEN)).isEqualTo(1);
    assertThat(watch.age(DEADLINE + 31 * SECOND)).isEqualTo(30 * SECOND);
  }

  @Test
  void whatAnotherWatchHasSentSaysNothing() {
    engine.accept(state, Canary.left("other-1", NOON), told);
    watch.noticed(missedBy(DEADLINE), DEADLINE + SECOND);

    assertThat(watch.count(Outcome.PROVEN)).isZero();
  }

  @Test
  void aFireAtTheWrongMomentIsNoProof() {
    Event probe = watch.probe(NOON);
    engine.accept(state, Canary.left(probe.id(), NOON - SECOND), told);
    watch.noticed(missedBy(DEADLINE), DEADLINE);

    assertThat(watch.count(Outcome.WRONG)).isEqualTo(1);
    assertThat(watch.count(Outcome.PROVEN)).isZero();
  }

  @Test
  void whatCouldNotBeSentIsNotWaitedFor() {
    watch.unsent(watch.probe(NOON).id());
    watch.pass(NOON + 3_600 * SECOND);

    assertThat(watch.count(Outcome.UNSENT)).isEqualTo(1);
    assertThat(watch.count(Outcome.LOST)).isZero();
  }

  private void leaves(long time) {
    Event left = watch.probe(time);
    assertThat(Canary.is(left.customer())).isTrue();
    engine.accept(state, left, told);
  }

  private Signal missedBy(long time) {
    engine.advance(state, time, told);
    Signal last = told.signals.get(told.signals.size() - 1);
    assertThat(last.evidence()).extracting(Evidence::eventType).containsExactly("canary_left");
    return last;
  }

  private static final class Told implements Effects {
    private final List<Signal> signals = new ArrayList<>();

    @Override
    public void signal(Signal signal) {
      signals.add(signal);
    }

    @Override
    public void fact(Fact fact) {
      throw new AssertionError("a canary makes no fact: " + fact);
    }
  }
}
