package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import java.time.Instant;

/** Triggers as Avro single-object messages and back. An instance serves one thread. */
public final class TriggerCodec {
  private final RecordWriter<io.waymark.avro.Trigger> out = new RecordWriter<>(Subject.TRIGGER);
  private final RecordReader<io.waymark.avro.Trigger> in =
      new RecordReader<>(Subject.TRIGGER.byFingerprint(), Subject.TRIGGER.current());

  public byte[] encode(Trigger trigger) {
    return out.write(
        io.waymark.avro.Trigger.newBuilder()
            .setTriggerId(trigger.triggerId())
            .setStatus(Words.of(trigger.status()))
            .setReason(trigger.reason())
            .setSignalId(trigger.signalId())
            .setRuleId(trigger.ruleId())
            .setRuleVersion(trigger.ruleVersion())
            .setCustomerId(trigger.customerId())
            .setInstance(Records.scalars(trigger.instance()))
            .setAction(trigger.action())
            .setChannel(trigger.channel())
            .setPurpose(Words.of(trigger.purpose()))
            .setPriority(trigger.priority())
            .setSeverity(Words.of(trigger.severity()))
            .setOccurredAt(Records.time(trigger.occurredAt()))
            .setDecidedAt(Records.time(trigger.decidedAt()))
            .setExpiresAt(Records.time(trigger.expiresAt()))
            .setExperiment(trigger.experiment())
            .setArm(trigger.arm())
            .setTouchpoint(trigger.touchpoint())
            .setStage(trigger.stage())
            .setEvidence(Records.evidence(trigger.evidence()))
            .setJourney(Records.journey(trigger.journey()))
            .setQuietFrom(trigger.quietFrom() == null ? null : Records.time(trigger.quietFrom()))
            .build());
  }

  public Trigger decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Trigger record = in.read(message);
    Instant quietFrom = record.getQuietFrom();
    return new Trigger(
        record.getTriggerId(),
        Words.parse(Trigger.Status.class, "status", record.getStatus()),
        record.getReason(),
        record.getSignalId(),
        record.getRuleId(),
        record.getRuleVersion(),
        record.getCustomerId(),
        Records.scalarsOf(record.getInstance()),
        record.getAction(),
        record.getChannel(),
        Words.parse(Purpose.class, "purpose", record.getPurpose()),
        record.getPriority(),
        Words.parse(Severity.class, "severity", record.getSeverity()),
        record.getOccurredAt().toEpochMilli(),
        record.getDecidedAt().toEpochMilli(),
        record.getExpiresAt().toEpochMilli(),
        record.getExperiment(),
        record.getArm(),
        record.getTouchpoint(),
        record.getStage(),
        Records.evidenceOf(record.getEvidence()),
        Records.journeyOf(record.getJourney()),
        quietFrom == null ? null : quietFrom.toEpochMilli());
  }
}
