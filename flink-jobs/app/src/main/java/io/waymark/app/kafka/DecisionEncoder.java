package io.waymark.app.kafka;

import io.waymark.domain.intervention.Decision;
import io.waymark.pipeline.wire.DecisionCodec;
import org.jspecify.annotations.Nullable;

/** Decisions in Avro, keyed by customer. Serves one thread. */
public final class DecisionEncoder implements RecordEncoder<Decision> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable DecisionCodec codec;

  @Override
  public String key(Decision decision) {
    return decision.customerId();
  }

  @Override
  public byte[] value(Decision decision) {
    DecisionCodec writer = codec;
    if (writer == null) {
      writer = new DecisionCodec();
      codec = writer;
    }
    return writer.encode(decision);
  }
}
