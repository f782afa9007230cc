package io.waymark.app.kafka;

import io.waymark.domain.experiment.Outcome;
import io.waymark.pipeline.wire.OutcomeCodec;
import org.jspecify.annotations.Nullable;

/** Outcomes in Avro, keyed by customer. Serves one thread. */
public final class OutcomeEncoder implements RecordEncoder<Outcome> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable OutcomeCodec codec;

  @Override
  public String key(Outcome outcome) {
    return outcome.customerId();
  }

  @Override
  public byte[] value(Outcome outcome) {
    OutcomeCodec writer = codec;
    if (writer == null) {
      writer = new OutcomeCodec();
      codec = writer;
    }
    return writer.encode(outcome);
  }
}
