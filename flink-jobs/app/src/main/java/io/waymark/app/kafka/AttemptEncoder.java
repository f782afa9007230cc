package io.waymark.app.kafka;

import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.wire.AttemptCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Attempts in Avro, keyed by customer, or by alert. Serves one thread. */
public final class AttemptEncoder implements RecordEncoder<Attempt> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable AttemptCodec codec;

  @Override
  public String key(Attempt attempt) {
    return Objects.requireNonNullElse(
        attempt.dispatch().message().customerId(), attempt.dispatch().subjectId());
  }

  @Override
  public byte[] value(Attempt attempt) {
    AttemptCodec writer = codec;
    if (writer == null) {
      writer = new AttemptCodec();
      codec = writer;
    }
    return writer.encode(attempt);
  }
}
