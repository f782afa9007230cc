package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;

/** Signals as Avro single-object messages and back. An instance serves one thread. */
public final class SignalCodec {
  private final RecordWriter<io.waymark.avro.Signal> out = new RecordWriter<>(Subject.SIGNAL);
  private final RecordReader<io.waymark.avro.Signal> in =
      new RecordReader<>(Subject.SIGNAL.byFingerprint(), Subject.SIGNAL.current());

  /**
   * @param detectedAt wall clock in milliseconds; in a backtest {@code occurredAt}
   */
  public byte[] encode(Signal signal, long detectedAt) {
    return out.write(
        io.waymark.avro.Signal.newBuilder()
            .setSignalId(signal.signalId())
            .setRuleId(signal.ruleId())
            .setRuleVersion(signal.ruleVersion())
            .setTitle(signal.title())
            .setKind(Words.of(signal.kind()))
            .setSeverity(Words.of(signal.severity()))
            .setMode(Words.of(signal.mode()))
            .setCustomerId(signal.customerId())
            .setInstance(Records.scalars(signal.instance()))
            .setStatus(Words.of(signal.status()))
            .setOccurredAt(Records.time(signal.occurredAt()))
            .setDetectedAt(Records.time(detectedAt))
            .setChannel(signal.channel())
            .setTouchpoint(signal.touchpoint())
            .setStage(signal.stage())
            .setWaitedMs(signal.waitedMs())
            .setEvidence(Records.evidence(signal.evidence()))
            .setJourney(Records.journey(signal.journey()))
            .build());
  }

  /** Reads a whole message; {@code detected_at} is left behind. */
  public Signal decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Signal record = in.read(message);
    return new Signal(
        record.getSignalId(),
        record.getRuleId(),
        record.getRuleVersion(),
        record.getTitle(),
        Words.parse(Kind.class, "kind", record.getKind()),
        Words.parse(Severity.class, "severity", record.getSeverity()),
        Words.parse(Mode.class, "mode", record.getMode()),
        record.getCustomerId(),
        Records.scalarsOf(record.getInstance()),
        Words.parse(Signal.Status.class, "status", record.getStatus()),
        record.getOccurredAt().toEpochMilli(),
        record.getChannel(),
        record.getTouchpoint(),
        record.getStage(),
        record.getWaitedMs(),
        Records.evidenceOf(record.getEvidence()),
        Records.journeyOf(record.getJourney()));
  }
}
