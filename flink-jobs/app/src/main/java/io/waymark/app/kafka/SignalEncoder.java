package io.waymark.app.kafka;

import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.SignalCodec;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Signals in Avro, keyed by customer; detected when they are written. Serves one thread. */
public final class SignalEncoder implements RecordEncoder<Signal> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable SignalCodec codec;

  @Override
  public String key(Signal signal) {
    return signal.customerId();
  }

  @Override
  public byte[] value(Signal signal) {
    SignalCodec writer = codec;
    if (writer == null) {
      writer = new SignalCodec();
      codec = writer;
    }
    return writer.encode(signal, InstantSource.system().millis());
  }
}
