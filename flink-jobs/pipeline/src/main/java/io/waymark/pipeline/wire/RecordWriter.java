package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes generated records as single-object messages of their subject's current schema. Reuses its
 * buffer: an instance serves one thread.
 */
final class RecordWriter<T extends SpecificRecordBase> {
  private final Subject subject;
  private final SpecificDatumWriter<T> writer;
  private final ReusedEncoder encoder = new ReusedEncoder();

  RecordWriter(Subject subject) {
    this.subject = subject;
    this.writer = new SpecificDatumWriter<>(subject.current(), GeneratedClasses.INSTANCE);
  }

  byte[] write(T record) {
    byte[] message = encoder.encode(SingleObject.HEADER_BYTES, out -> writer.write(record, out));
    SingleObject.putHeader(message, subject.fingerprint());
    return message;
  }
}
