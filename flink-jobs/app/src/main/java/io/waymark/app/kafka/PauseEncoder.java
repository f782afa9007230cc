package io.waymark.app.kafka;

import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.wire.PauseCodec;
import org.jspecify.annotations.Nullable;

/** Pauses in Avro, keyed by rule. Serves one thread. */
public final class PauseEncoder implements RecordEncoder<Pause> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable PauseCodec codec;

  @Override
  public String key(Pause pause) {
    return pause.ruleId();
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
