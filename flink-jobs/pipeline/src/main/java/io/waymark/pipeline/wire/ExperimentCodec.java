package io.waymark.pipeline.wire;

import io.waymark.avro.ExperimentArm;
import io.waymark.avro.ExperimentEstimate;
import io.waymark.avro.ExperimentGuardrail;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.experiment.Estimate;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.ExperimentResult.OfArm;
import io.waymark.domain.experiment.ExperimentResult.OfGuardrail;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How experiments stand as Avro single-object messages and back. An instance serves one thread. */
public final class ExperimentCodec {
  private final RecordWriter<io.waymark.avro.Experiment> out =
      new RecordWriter<>(Subject.EXPERIMENT);
  private final RecordReader<io.waymark.avro.Experiment> in =
      new RecordReader<>(Subject.EXPERIMENT.byFingerprint(), Subject.EXPERIMENT.current());

  public byte[] encode(ExperimentResult result) {
    return out.write(
        io.waymark.avro.Experiment.newBuilder()
            .setExperiment(result.experiment())
            .setRuleVersion(result.ruleVersion())
            .setOccurredAt(Records.time(result.at()))
            .setVerdict(Words.of(result.verdict()))
            .setTreatment(record(result.treatment()))
            .setHoldout(record(result.holdout()))
            .setContaminated(result.contaminated())
            .setDifference(record(result.difference()))
            .setLift(result.lift())
            .setIncremental(result.incremental())
            .setOnTreated(result.onTreated())
            .setPooledP(result.pooledP())
            .setP(result.p())
            .setSampleRatioP(result.sampleRatioP())
            .setValue(record(result.value()))
            .setGuardrails(result.guardrails().stream().map(ExperimentCodec::record).toList())
            .build());
  }

  /** The verdict is not read: it follows from the rest. */
  public ExperimentResult decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Experiment record = in.read(message);
    List<OfGuardrail> guardrails = new ArrayList<>();
    for (ExperimentGuardrail guardrail : record.getGuardrails()) {
      guardrails.add(guardrail(guardrail));
    }
    return new ExperimentResult(
        record.getExperiment(),
        record.getRuleVersion(),
        record.getOccurredAt().toEpochMilli(),
        arm(record.getTreatment()),
        arm(record.getHoldout()),
        record.getContaminated(),
        estimate(record.getDifference()),
        record.getLift(),
        record.getIncremental(),
        record.getOnTreated(),
        record.getPooledP(),
        record.getP(),
        record.getSampleRatioP(),
        estimate(record.getValue()),
        guardrails);
  }

  private static ExperimentArm record(OfArm arm) {
    return ExperimentArm.newBuilder()
        .setAssigned(arm.assigned())
        .setMeasured(arm.measured())
        .setIssued(arm.issued())
        .setReached(arm.reached())
        .build();
  }

  private static OfArm arm(ExperimentArm record) {
    return new OfArm(
        record.getAssigned(), record.getMeasured(), record.getIssued(), record.getReached());
  }

  private static @Nullable ExperimentEstimate record(@Nullable Estimate estimate) {
    return estimate == null
        ? null
        : ExperimentEstimate.newBuilder()
            .setValue(estimate.value())
            .setLow(estimate.interval().low())
            .setHigh(estimate.interval().high())
            .build();
  }

  private static @Nullable Estimate estimate(@Nullable ExperimentEstimate record) {
    return record == null
        ? null
        : new Estimate(record.getValue(), new Interval(record.getLow(), record.getHigh()));
  }

  private static ExperimentGuardrail record(OfGuardrail guardrail) {
    return ExperimentGuardrail.newBuilder()
        .setGuardrail(Words.of(guardrail.guardrail()))
        .setTreatment(guardrail.treatment())
        .setHoldout(guardrail.holdout())
        .setP(guardrail.p())
        .setHarm(guardrail.harm())
        .build();
  }

  private static OfGuardrail guardrail(ExperimentGuardrail record) throws UndecodableException {
    return new OfGuardrail(
        Words.parse(Guardrail.class, "guardrail", record.getGuardrail()),
        record.getTreatment(),
        record.getHoldout(),
        record.getP(),
        record.getHarm());
  }
}
