package io.waymark.pipeline.wire;

import io.waymark.avro.Header;
import io.waymark.avro.contract.Subject;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Dead letters as Avro single-object messages and back. An instance serves one thread. */
public final class DeadLetterCodec {
  private final RecordWriter<io.waymark.avro.DeadLetter> out =
      new RecordWriter<>(Subject.DEAD_LETTER);
  private final RecordReader<io.waymark.avro.DeadLetter> in =
      new RecordReader<>(Subject.DEAD_LETTER.byFingerprint(), Subject.DEAD_LETTER.current());

  public byte[] encode(DeadLetter letter) {
    Long timestamp = letter.timestamp();
    return out.write(
        io.waymark.avro.DeadLetter.newBuilder()
            .setTopic(letter.topic())
            .setPartition(letter.partition())
            .setOffset(letter.offset())
            .setTimestamp(timestamp == null ? null : Records.time(timestamp))
            .setReason(letter.reason().code())
            .setDetail(letter.detail())
            .setKey(wrap(letter.key()))
            .setValue(wrap(letter.value()))
            .setHeaders(letter.headers().stream().map(DeadLetterCodec::header).toList())
            .setCut(letter.cut())
            .build());
  }

  public DeadLetter decode(byte[] message) throws UndecodableException {
    io.waymark.avro.DeadLetter record = in.read(message);
    return new DeadLetter(
        record.getTopic(),
        record.getPartition(),
        record.getOffset(),
        record.getTimestamp() == null ? null : (Long) record.getTimestamp().toEpochMilli(),
        Words.parse(RejectReason.class, "reason", record.getReason()),
        record.getDetail(),
        unwrap(record.getKey()),
        unwrap(record.getValue()),
        record.getHeaders().stream().map(DeadLetterCodec::header).toList(),
        record.getCut());
  }

  private static Header header(DeadLetter.Header header) {
    return new Header(header.name(), wrap(header.value()));
  }

  private static DeadLetter.Header header(Header header) {
    return new DeadLetter.Header(header.getName(), unwrap(header.getValue()));
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte @Nullable [] unwrap(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
