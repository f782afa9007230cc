package io.waymark.app.kafka;

import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.InteractionCodec;
import org.jspecify.annotations.Nullable;

/** Late events as the interactions they are, keyed by customer. Serves one thread. */
public final class LateEncoder implements RecordEncoder<Envelope> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable InteractionCodec codec;

  @Override
  public String key(Envelope event) {
    return event.customer();
  }

  @Override
  public byte[] value(Envelope event) {
    InteractionCodec writer = codec;
    if (writer == null) {
      writer = new InteractionCodec();
      codec = writer;
    }
    return writer.encode(writer.decodeBody(event.body()));
  }
}
