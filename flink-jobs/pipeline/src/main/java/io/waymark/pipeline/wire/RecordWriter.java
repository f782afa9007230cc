package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes generated records as single-object messages of their subject's current schema. Reuses its
 * buffer: an instance serves one thread.
 */
final class RecordWriter<T extends SpecificRecordBase> {
  private final Subject subject;
  private final SpecificDatumWriter<T> writer;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  RecordWriter(Subject subject) {
    this.subject = subject;
    this.writer = new SpecificDatumWriter<>(subject.current(), GeneratedClasses.INSTANCE);
  }

  byte[] write(T record) {
    // Empties what a write that failed has left in the encoder, so it comes before the reset.
    encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
    buffer.reset();
    for (int i = 0; i < SingleObject.HEADER_BYTES; i++) {
      buffer.write(0);
    }
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] message = buffer.toByteArray();
    SingleObject.putHeader(message, subject.fingerprint());
    return message;
  }
}
