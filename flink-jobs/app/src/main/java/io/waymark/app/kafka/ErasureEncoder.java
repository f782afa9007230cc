package io.waymark.app.kafka;

import io.waymark.domain.erasure.Erasure;
import io.waymark.pipeline.wire.ErasureCodec;
import org.jspecify.annotations.Nullable;

/** Receipts of erasures in Avro, keyed by pseudonym. Serves one thread. */
public final class ErasureEncoder implements RecordEncoder<Erasure> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ErasureCodec codec;

  @Override
  public String key(Erasure erasure) {
    return erasure.pseudonym();
  }

  @Override
  public byte[] value(Erasure erasure) {
    ErasureCodec writer = codec;
    if (writer == null) {
      writer = new ErasureCodec();
      codec = writer;
    }
    return writer.encode(erasure);
  }
}
