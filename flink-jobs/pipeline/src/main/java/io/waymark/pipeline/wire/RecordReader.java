package io.waymark.pipeline.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads single-object messages of any released schema of a subject into its generated record.
 * Reuses buffers: an instance serves one thread.
 */
final class RecordReader<T extends SpecificRecordBase> {
  private final Map<Long, Schema> writers;
  private final Schema reader;
  private final WireReader check = new WireReader();
  private final Map<Long, SpecificDatumReader<T>> resolvers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  /**
   * @param writers the schemas a message may be written in, by fingerprint
   */
  RecordReader(Map<Long, Schema> writers, Schema reader) {
    this.writers = writers;
    this.reader = reader;
  }

  T read(byte[] message) throws UndecodableException {
    long fingerprint = SingleObject.fingerprint(message);
    Schema writer = writers.get(fingerprint);
    if (writer == null) {
      throw SingleObject.unknownSchema(fingerprint);
    }
    int from = SingleObject.HEADER_BYTES;
    SchemaWalk.check(writer, check.over(message, from));
    SpecificDatumReader<T> resolver =
        resolvers.computeIfAbsent(
            fingerprint, f -> new SpecificDatumReader<>(writer, reader, GeneratedClasses.INSTANCE));
    decoder = DecoderFactory.get().binaryDecoder(message, from, message.length - from, decoder);
    try {
      return resolver.read(null, decoder);
    } catch (IOException | AvroRuntimeException e) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "Avro: " + e.getMessage());
    }
  }
}
