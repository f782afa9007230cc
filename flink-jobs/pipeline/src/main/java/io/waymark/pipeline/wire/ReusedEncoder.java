package io.waymark.pipeline.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Avro's binary encoder over a buffer that is used again. An instance serves one thread. */
final class ReusedEncoder {
  /** What is to be encoded. */
  @FunctionalInterface
  interface Content {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  /** The content after {@code headerBytes} that are left for the caller to fill. */
  byte[] encode(int headerBytes, Content content) {
    // Empties what a write that failed has left in the encoder, so it comes before the reset.
    encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
    buffer.reset();
    for (int i = 0; i < headerBytes; i++) {
      buffer.write(0);
    }
    try {
      content.writeTo(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }

  /** A value of {@code ["null", "string"]}. */
  static void optional(@Nullable String value, Encoder out) throws IOException {
    out.writeIndex(value == null ? 0 : 1);
    if (value != null) {
      out.writeString(value);
    }
  }

  /** A value of {@code ["null", "double"]}. */
  static void optional(@Nullable Double value, Encoder out) throws IOException {
    out.writeIndex(value == null ? 0 : 1);
    if (value != null) {
      out.writeDouble(value);
    }
  }
}
