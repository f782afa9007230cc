package io.waymark.pipeline.wire;

import io.waymark.domain.event.Event;
import java.io.IOException;
import org.apache.avro.io.Encoder;

/** Writes events in the current interaction schema. Reuses its buffer; not thread-safe. */
final class InteractionWriter {
  private final ReusedEncoder encoder = new ReusedEncoder();

  /** The event after {@code headerBytes} that are left for the caller to fill. */
  byte[] write(Event event, int headerBytes) {
    return encoder.encode(headerBytes, out -> write(event, out));
  }

  private static void write(Event event, Encoder out) throws IOException {
    out.writeString(event.id());
    out.writeString(event.type());
    out.writeLong(event.time());
    ReusedEncoder.optional(event.customerId(), out);
    ReusedEncoder.optional(event.anonymousId(), out);
    ReusedEncoder.optional(event.sessionId(), out);
    ReusedEncoder.optional(event.channel(), out);
    ReusedEncoder.optional(event.touchpoint(), out);
    AttributeUnion.write(event.attributes(), out);
  }
}
