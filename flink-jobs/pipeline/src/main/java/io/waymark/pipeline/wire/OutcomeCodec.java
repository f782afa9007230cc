package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Outcomes as Avro single-object messages and back. An instance serves one thread. */
public final class OutcomeCodec {
  private final RecordWriter<io.waymark.avro.Outcome> out = new RecordWriter<>(Subject.OUTCOME);
  private final RecordReader<io.waymark.avro.Outcome> in =
      new RecordReader<>(Subject.OUTCOME.byFingerprint(), Subject.OUTCOME.current());

  public byte[] encode(Outcome outcome) {
    Long reachedAt = outcome.reachedAt();
    return out.write(
        io.waymark.avro.Outcome.newBuilder()
            .setOutcomeId(outcome.outcomeId())
            .setStatus(Words.of(outcome.status()))
            .setExperiment(outcome.experiment())
            .setRuleVersion(outcome.ruleVersion())
            .setCustomerId(outcome.customerId())
            .setArm(Words.of(outcome.arm()))
            .setPlannedHoldout(outcome.planned())
            .setAssignedAt(Records.time(outcome.assignedAt()))
            .setEndsAt(Records.time(outcome.endsAt()))
            .setOccurredAt(Records.time(outcome.at()))
            .setIssued(outcome.issued())
            .setGoal(outcome.goal())
            .setReachedAt(reachedAt == null ? null : Records.time(reachedAt))
            .setValue(outcome.value())
            .setValueBefore(outcome.valueBefore())
            .setTouched(outcome.touched().stream().sorted().map(Words::of).toList())
            .setContaminated(outcome.contaminated())
            .build());
  }

  public Outcome decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Outcome record = in.read(message);
    Instant reachedAt = record.getReachedAt();
    Set<Guardrail> touched = new HashSet<>();
    for (String guardrail : record.getTouched()) {
      touched.add(Words.parse(Guardrail.class, "touched", guardrail));
    }
    return new Outcome(
        record.getOutcomeId(),
        Words.parse(Outcome.Status.class, "status", record.getStatus()),
        record.getExperiment(),
        record.getRuleVersion(),
        record.getCustomerId(),
        Words.parse(Arm.class, "arm", record.getArm()),
        record.getPlannedHoldout(),
        record.getAssignedAt().toEpochMilli(),
        record.getEndsAt().toEpochMilli(),
        record.getOccurredAt().toEpochMilli(),
        record.getIssued(),
        record.getGoal(),
        reachedAt == null ? null : reachedAt.toEpochMilli(),
        record.getValue(),
        record.getValueBefore(),
        touched,
        record.getContaminated());
  }
}
