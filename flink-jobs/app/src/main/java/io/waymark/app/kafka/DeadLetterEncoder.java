package io.waymark.app.kafka;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters in Avro, keyed by the coordinates they were read from, so that one bad producer does
 * not fill one partition. One instance serves one thread.
 */
public final class DeadLetterEncoder implements RecordEncoder<DeadLetter> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable DeadLetterCodec codec;

  @Override
  public String key(DeadLetter letter) {
    return letter.topic() + "/" + letter.partition() + "/" + letter.offset();
  }

  @Override
  public byte[] value(DeadLetter letter) {
    DeadLetterCodec writer = codec;
    if (writer == null) {
      writer = new DeadLetterCodec();
      codec = writer;
    }
    return writer.encode(letter);
  }
}
