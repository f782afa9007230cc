package io.waymark.app.kafka;

import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.pipeline.wire.KpiCodec;
import org.jspecify.annotations.Nullable;

/**
 * Figures of places, with what is normal there, in Avro, keyed by touchpoint. Serves one thread.
 */
public final class PulseEncoder implements RecordEncoder<AssessedPulse> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable KpiCodec codec;

  @Override
  public String key(AssessedPulse assessed) {
    return assessed.pulse().place().touchpoint();
  }

  @Override
  public byte[] value(AssessedPulse assessed) {
    KpiCodec writer = codec;
    if (writer == null) {
      writer = new KpiCodec();
      codec = writer;
    }
    return writer.encode(assessed);
  }
}
