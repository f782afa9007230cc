package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.erasure.Erasure;

/** Receipts of erasures as Avro single-object messages and back. Serves one thread. */
public final class ErasureCodec {
  private final RecordWriter<io.waymark.avro.Erasure> out = new RecordWriter<>(Subject.ERASURE);
  private final RecordReader<io.waymark.avro.Erasure> in =
      new RecordReader<>(Subject.ERASURE.byFingerprint(), Subject.ERASURE.current());

  public byte[] encode(Erasure erasure) {
    return out.write(
        io.waymark.avro.Erasure.newBuilder()
            .setPseudonym(erasure.pseudonym())
            .setStore(Words.of(erasure.store()))
            .setRequestedAt(Records.time(erasure.requestedAt()))
            .setErasedAt(Records.time(erasure.erasedAt()))
            .setRemoved(erasure.removed())
            .build());
  }

  public Erasure decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Erasure record = in.read(message);
    return new Erasure(
        record.getPseudonym(),
        Words.parse(Erasure.Store.class, "store", record.getStore()),
        record.getRequestedAt().toEpochMilli(),
        record.getErasedAt().toEpochMilli(),
        (int) Math.min(Integer.MAX_VALUE, record.getRemoved()));
  }
}
