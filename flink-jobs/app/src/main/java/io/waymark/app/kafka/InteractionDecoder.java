package io.waymark.app.kafka;

import io.waymark.app.format.WaymarkFormat;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads interactions in Waymark's own format, Avro or JSON. One instance serves one thread. The
 * bound on the size is asked before, by {@link Arrivals}.
 */
public final class InteractionDecoder implements RecordDecoder {
  private static final long serialVersionUID = 1L;

  private transient @Nullable WaymarkFormat format;

  @Override
  public Decoded decode(byte[] value) {
    WaymarkFormat reader = format;
    if (reader == null) {
      reader = new WaymarkFormat(Integer.MAX_VALUE);
      format = reader;
    }
    try {
      PeekedInteraction event = reader.peek(value);
      return new Routed(event.customer(), event.identified(), event.eventTime(), event.body());
    } catch (UndecodableException e) {
      return new Dead(e.reason().code(), e.detail());
    }
  }
}
