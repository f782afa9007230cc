package io.waymark.app.kafka;

import io.waymark.pipeline.journey.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.RejectReason;
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
    return writer.encode(onTheWire(letter));
  }

  /** The letter with its reason as the code that stands before its first colon. */
  static io.waymark.pipeline.wire.DeadLetter onTheWire(DeadLetter letter) {
    RejectReason reason = RejectReason.UNDECODABLE;
    String detail = letter.reason();
    int colon = detail.indexOf(": ");
    for (RejectReason one : RejectReason.values()) {
      if (colon >= 0 && one.code().equals(detail.substring(0, colon))) {
        reason = one;
        detail = detail.substring(colon + 2);
        break;
      }
    }
    return new io.waymark.pipeline.wire.DeadLetter(
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.time(),
        reason,
        detail,
        null,
        letter.payload());
  }
}
