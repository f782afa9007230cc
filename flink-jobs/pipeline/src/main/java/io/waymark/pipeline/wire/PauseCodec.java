package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.intervention.Pause;

/** Pauses as Avro single-object messages and back. An instance serves one thread. */
public final class PauseCodec {
  private final RecordWriter<io.waymark.avro.Pause> out = new RecordWriter<>(Subject.PAUSE);
  private final RecordReader<io.waymark.avro.Pause> in =
      new RecordReader<>(Subject.PAUSE.byFingerprint(), Subject.PAUSE.current());

  public byte[] encode(Pause pause) {
    return out.write(
        io.waymark.avro.Pause.newBuilder()
            .setRuleId(pause.ruleId())
            .setPaused(pause.paused())
            .setReason(pause.reason())
            .setAt(Records.time(pause.at()))
            .build());
  }

  public Pause decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Pause record = in.read(message);
    return new Pause(
        record.getRuleId(), record.getPaused(), record.getReason(), record.getAt().toEpochMilli());
  }
}
