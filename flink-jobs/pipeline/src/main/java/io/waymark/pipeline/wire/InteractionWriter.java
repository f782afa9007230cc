package io.waymark.pipeline.wire;

import io.waymark.domain.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Writes events in the current interaction schema. Reuses its buffer; not thread-safe. */
final class InteractionWriter {
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  /** The event after {@code headerBytes} that are left for the caller to fill. */
  byte[] write(Event event, int headerBytes) {
    // Empties what a write that failed has left in the encoder, so it comes before the reset.
    encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
    buffer.reset();
    for (int i = 0; i < headerBytes; i++) {
      buffer.write(0);
    }
    try {
      write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }

  private static void write(Event event, Encoder out) throws IOException {
    out.writeString(event.id());
    out.writeString(event.type());
    out.writeLong(event.time());
    writeOptional(event.customerId(), out);
    writeOptional(event.anonymousId(), out);
    writeOptional(event.sessionId(), out);
    writeOptional(event.channel(), out);
    writeOptional(event.touchpoint(), out);
    AttributeUnion.write(event.attributes(), out);
  }

  private static void writeOptional(@Nullable String value, Encoder out) throws IOException {
    out.writeIndex(value == null ? 0 : 1);
    if (value != null) {
      out.writeString(value);
    }
  }
}
