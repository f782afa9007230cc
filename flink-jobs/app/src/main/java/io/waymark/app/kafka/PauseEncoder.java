package io.waymark.app.kafka;

import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.wire.PauseCodec;
import org.jspecify.annotations.Nullable;

/**
 * Pauses by guardrails in Avro. Serves one thread. They have a key of their own, beside that of
 * what people say of the rule: one that is told again, by a job that starts afresh, is older than
 * what was said since, but compaction would keep it instead.
 */
public final class PauseEncoder implements RecordEncoder<Pause> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable PauseCodec codec;

  @Override
  public String key(Pause pause) {
    return pause.ruleId() + "/guardrails";
  }

  @Override
  public byte[] value(Pause pause) {
    PauseCodec writer = codec;
    if (writer == null) {
      writer = new PauseCodec();
      codec = writer;
    }
    return writer.encode(pause);
  }
}
