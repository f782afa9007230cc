package io.waymark.pipeline.journey;

import io.waymark.domain.canary.Canary;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Verdict;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.types.FactSerializer;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sends what an evaluation leads to where it belongs, each at its event time, and counts it.
 *
 * @param rules told what they do; if nobody looks after one that fails, it ends the job
 * @param store whose receipts of erasures are written
 * @param clock time of day, in milliseconds
 */
record Emission(
    Output<StreamRecord<Signal>> output,
    Counts counts,
    RulesAtWork rules,
    Erasure.Store store,
    Pseudonyms pseudonyms,
    LongSupplier clock)
    implements Evaluation.Results {

  static final OutputTag<Fact> FACTS = new OutputTag<>("facts", FactSerializer.TYPE);
  static final OutputTag<JourneyChange> CHANGES =
      new OutputTag<>("journey-changes", JourneyChangeSerializer.TYPE);
  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);
  static final OutputTag<RuleUsage> RULE_USAGE =
      new OutputTag<>("rule-usage", RuleUsageSerializer.TYPE);
  static final OutputTag<Envelope> LATE = new OutputTag<>("late", EnvelopeSerializer.TYPE);

  /** What of devices belongs to customers, each before the watermark of its time. */
  static final OutputTag<Envelope> TO_CUSTOMERS =
      new OutputTag<>("to-customers", EnvelopeSerializer.TYPE);

  /** Where it is counted. */
  record Counts(
      Ledger ledger, JourneyMetrics reporting, IdentityMetrics identities, SignalLatency latency) {}

  @Override
  public void signal(Signal signal) {
    counts.latency.count(signal);
    if (signal.status() == Signal.Status.FIRED) {
      rules.fired(signal.ruleId());
    }
    output.collect(new StreamRecord<>(signal, signal.occurredAt()));
  }

  @Override
  public void fact(Fact fact) {
    output.collect(FACTS, new StreamRecord<>(fact, fact.occurredAt()));
  }

  @Override
  public void count(String ruleId, Occurrence occurrence) {
    counts.reporting.count(ruleId, occurrence);
    rules.count(ruleId, occurrence);
  }

  @Override
  public void failed(String ruleId, int version, RuntimeException why) {
    if (!rules.hold(ruleId, version, why)) {
      Evaluation.Results.super.failed(ruleId, version, why);
    }
  }

  @Override
  public void send(Envelope envelope) {
    output.collect(TO_CUSTOMERS, new StreamRecord<>(envelope, envelope.time()));
  }

  @Override
  public void count(IdentityMetrics.Kind kind) {
    counts.identities.count(kind);
  }

  @Override
  public void keptOut(Envelope envelope, Screening.Reason reason) {
    counts.ledger.add(envelope.origin(), Ledger.Count.FILTERED);
    counts.reporting.keepOut(reason);
  }

  @Override
  public void erased(String id, long time, int removed) {
    output.collect(
        ERASURES,
        new StreamRecord<>(
            new Erasure(pseudonyms.of(id), store, time, clock.getAsLong(), removed), time));
  }

  /** What the canary does happened to no customer: who looks for customers must not find it. */
  private static Ledger.Count evaluated(Envelope envelope) {
    return Canary.is(envelope.customer()) ? Ledger.Count.FILTERED : Ledger.Count.PROCESSED;
  }

  @Override
  public void verdict(Envelope envelope, Verdict verdict) {
    if (Canary.is(envelope.customer())) {
      counts.reporting.canaryEvent();
    }
    switch (verdict) {
      case EVALUATED -> counts.ledger.add(envelope.origin(), evaluated(envelope));
      case DUPLICATE -> counts.ledger.add(envelope.origin(), Ledger.Count.DUPLICATE);
      case LIMITED -> counts.ledger.add(envelope.origin(), Ledger.Count.LIMITED);
      case LATE -> {
        counts.ledger.add(envelope.origin(), Ledger.Count.LATE);
        output.collect(LATE, new StreamRecord<>(envelope, envelope.time()));
      }
    }
  }
}
