package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads single-object messages of any released schema of a subject as its current schema has them,
 * by the names of the fields: for what shows them and does not reckon with them. Times are
 * milliseconds since the epoch. Reuses buffers: an instance serves one thread.
 */
public final class GenericReader {
  private final Map<Long, Schema> writers;
  private final Schema reader;
  private final WireReader check = new WireReader();
  private final Map<Long, GenericDatumReader<GenericRecord>> resolvers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  public GenericReader(Subject subject) {
    this.writers = subject.byFingerprint();
    this.reader = subject.current();
  }

  public GenericRecord read(byte[] message) throws UndecodableException {
    long fingerprint = SingleObject.fingerprint(message);
    Schema writer = writers.get(fingerprint);
    if (writer == null) {
      throw SingleObject.unknownSchema(fingerprint);
    }
    int from = SingleObject.HEADER_BYTES;
    SchemaWalk.check(writer, check.over(message, from));
    GenericDatumReader<GenericRecord> resolver =
        resolvers.computeIfAbsent(fingerprint, f -> new GenericDatumReader<>(writer, reader));
    decoder = DecoderFactory.get().binaryDecoder(message, from, message.length - from, decoder);
    try {
      return resolver.read(null, decoder);
    } catch (IOException | AvroRuntimeException e) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "Avro: " + e.getMessage());
    }
  }
}
