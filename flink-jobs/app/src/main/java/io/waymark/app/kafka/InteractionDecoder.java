package io.waymark.app.kafka;

import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/** Reads interactions in Avro's single-object encoding. One instance serves one thread. */
public final class InteractionDecoder implements RecordDecoder {
  private static final long serialVersionUID = 1L;

  private transient @Nullable InteractionCodec codec;

  @Override
  public Decoded decode(byte[] value) {
    InteractionCodec reader = codec;
    if (reader == null) {
      reader = new InteractionCodec();
      codec = reader;
    }
    try {
      PeekedInteraction event = reader.peek(value);
      return new Routed(event.customer(), event.identified(), event.eventTime(), event.body());
    } catch (UndecodableException e) {
      return new Dead(e.reason().code(), e.detail());
    }
  }
}
