package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.HandOver;
import io.waymark.domain.friction.Verdict;
import io.waymark.domain.identity.IdentityEvents;
import org.jspecify.annotations.Nullable;

/** A customer: events are evaluated, and journeys that turn out to be theirs become part of it. */
final class CustomerSubject implements Subject {
  private final FrictionEngine engine;
  private final CustomerState journey;
  private final Screening screening;
  private boolean erased;

  CustomerSubject(
      FrictionEngine engine, String customer, byte @Nullable [] stored, Screening screening) {
    this.engine = engine;
    this.screening = screening;
    this.journey = stored == null ? engine.newCustomer(customer) : engine.read(customer, stored);
  }

  @Override
  public void take(Due next, Evaluation.Results results) {
    HandOver joined = next.handOver();
    if (joined == null && IdentityEvents.isErase(next.event())) {
      erase(next, results);
    } else if (joined == null && isOfTestAccount(next.event())) {
      takeTest(next, results);
    } else if (joined == null) {
      results.verdict(next.envelope(), engine.accept(journey, next.event(), results));
    } else {
      engine.merge(journey, joined, results);
      results.count(IdentityMetrics.Kind.MERGED);
    }
  }

  private void takeTest(Due next, Evaluation.Results results) {
    if (screening.keepsOut()) {
      results.keptOut(next.envelope(), Screening.Reason.TEST);
    } else {
      Event tagged = next.tagged(Screening.Reason.TEST).event();
      results.verdict(next.envelope(), engine.accept(journey, tagged, results));
    }
  }

  private void erase(Due next, Evaluation.Results results) {
    boolean isKnown = !journey.isUntouched();
    Verdict verdict = engine.accept(journey, next.event(), results);
    results.verdict(next.envelope(), verdict);
    if (verdict != Verdict.DUPLICATE) {
      erased = true;
      results.erased(journey.customerId(), next.time(), isKnown ? 1 : 0);
    }
  }

  @Override
  public boolean isErased() {
    return erased;
  }

  /** What makes the account one of a customer again has to come through. */
  private boolean isOfTestAccount(Event event) {
    return engine.isTestAccount(journey) && !event.type().equals("profile_updated");
  }

  @Override
  public void advance(long time, Evaluation.Results results) {
    engine.advance(journey, time, results);
  }

  @Override
  public long wakeAt() {
    return engine.wakeAt(journey);
  }

  @Override
  public long lastTime() {
    return journey.lastEventTime();
  }

  @Override
  public int openInstances() {
    return journey.openInstances();
  }

  @Override
  public byte @Nullable [] write(Evaluation.Results results) {
    return journey.isUntouched() ? null : engine.write(journey, results);
  }
}
