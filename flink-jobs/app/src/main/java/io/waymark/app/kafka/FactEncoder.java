package io.waymark.app.kafka;

import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.wire.FactCodec;
import org.jspecify.annotations.Nullable;

/** Facts in Avro, keyed by customer. Serves one thread. */
public final class FactEncoder implements RecordEncoder<Fact> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable FactCodec codec;

  @Override
  public String key(Fact fact) {
    return fact.customerId();
  }

  @Override
  public byte[] value(Fact fact) {
    FactCodec writer = codec;
    if (writer == null) {
      writer = new FactCodec();
      codec = writer;
    }
    return writer.encode(fact);
  }
}
