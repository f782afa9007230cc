package io.waymark.app.kafka;

import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.wire.KpiCodec;
import org.jspecify.annotations.Nullable;

/** Figures of places in Avro, keyed by touchpoint. Serves one thread. */
public final class PulseEncoder implements RecordEncoder<Pulse> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable KpiCodec codec;

  @Override
  public String key(Pulse pulse) {
    return pulse.place().touchpoint();
  }

  @Override
  public byte[] value(Pulse pulse) {
    KpiCodec writer = codec;
    if (writer == null) {
      writer = new KpiCodec();
      codec = writer;
    }
    return writer.encode(pulse);
  }
}
