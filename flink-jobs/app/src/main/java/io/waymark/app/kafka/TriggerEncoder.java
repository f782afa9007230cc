package io.waymark.app.kafka;

import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.wire.TriggerCodec;
import org.jspecify.annotations.Nullable;

/** Triggers in Avro, keyed by customer. Serves one thread. */
public final class TriggerEncoder implements RecordEncoder<Trigger> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable TriggerCodec codec;

  @Override
  public String key(Trigger trigger) {
    return trigger.customerId();
  }

  @Override
  public byte[] value(Trigger trigger) {
    TriggerCodec writer = codec;
    if (writer == null) {
      writer = new TriggerCodec();
      codec = writer;
    }
    return writer.encode(trigger);
  }
}
