package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decisions as Avro single-object messages and back. An instance serves one thread. */
public final class DecisionCodec {
  private final RecordWriter<io.waymark.avro.Decision> out = new RecordWriter<>(Subject.DECISION);
  private final RecordReader<io.waymark.avro.Decision> in =
      new RecordReader<>(Subject.DECISION.byFingerprint(), Subject.DECISION.current());

  public byte[] encode(Decision decision) {
    Intervention intervene = decision.intervene();
    Reason reason = decision.reason();
    Long releaseAt = decision.releaseAt();
    return out.write(
        io.waymark.avro.Decision.newBuilder()
            .setTriggerId(decision.triggerId())
            .setVerdict(Words.of(decision.verdict()))
            .setReason(reason == null ? null : reason.code())
            .setReleaseAt(releaseAt == null ? null : Records.time(releaseAt))
            .setSignalId(decision.signalId())
            .setRuleId(decision.ruleId())
            .setRuleVersion(decision.ruleVersion())
            .setCustomerId(decision.customerId())
            .setAction(intervene.action())
            .setChannel(intervene.channel())
            .setPurpose(Words.of(intervene.purpose()))
            .setPriority(intervene.priority())
            .setUsefulFor(intervene.usefulFor())
            .setHoldout(intervene.holdout())
            .setGoals(intervene.goals())
            .setOutcomeWithin(intervene.outcomeWithin())
            .setOccurredAt(Records.time(decision.occurredAt()))
            .setAssignedAt(Records.time(decision.assignedAt()))
            .setDecidedAt(Records.time(decision.decidedAt()))
            .setExperiment(decision.experiment())
            .setArm(decision.arm())
            .setGlobalArm(decision.globalArm())
            .setContaminated(decision.contaminated())
            .build());
  }

  public Decision decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Decision record = in.read(message);
    String reason = record.getReason();
    return new Decision(
        record.getTriggerId(),
        Words.parse(Verdict.class, "verdict", record.getVerdict()),
        reason == null ? null : Words.parse(Reason.class, "reason", reason),
        millis(record.getReleaseAt()),
        record.getSignalId(),
        record.getRuleId(),
        record.getRuleVersion(),
        record.getCustomerId(),
        new Intervention(
            record.getAction(),
            record.getChannel(),
            Words.parse(Purpose.class, "purpose", record.getPurpose()),
            record.getUsefulFor(),
            record.getPriority(),
            record.getHoldout(),
            record.getGoals(),
            record.getOutcomeWithin()),
        record.getOccurredAt().toEpochMilli(),
        record.getAssignedAt().toEpochMilli(),
        record.getDecidedAt().toEpochMilli(),
        record.getExperiment(),
        record.getArm(),
        record.getGlobalArm(),
        record.getContaminated());
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }
}
