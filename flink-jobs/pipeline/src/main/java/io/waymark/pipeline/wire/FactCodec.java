package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.friction.Fact;

/** Facts as Avro single-object messages and back. An instance serves one thread. */
public final class FactCodec {
  private final RecordWriter<io.waymark.avro.Fact> out = new RecordWriter<>(Subject.FACT);
  private final RecordReader<io.waymark.avro.Fact> in =
      new RecordReader<>(Subject.FACT.byFingerprint(), Subject.FACT.current());

  public byte[] encode(Fact fact) {
    return out.write(
        io.waymark.avro.Fact.newBuilder()
            .setFactId(fact.factId())
            .setKind(Words.of(fact.kind()))
            .setCustomerId(fact.customerId())
            .setOccurredAt(Records.time(fact.occurredAt()))
            .setEventId(fact.eventId())
            .setEventType(fact.eventType())
            .setChannel(fact.channel())
            .setTouchpoint(fact.touchpoint())
            .setAttributes(fact.attributes())
            .build());
  }

  public Fact decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Fact record = in.read(message);
    return new Fact(
        record.getFactId(),
        Words.parse(Fact.Kind.class, "kind", record.getKind()),
        record.getCustomerId(),
        record.getOccurredAt().toEpochMilli(),
        record.getEventId(),
        record.getEventType(),
        record.getChannel(),
        record.getTouchpoint(),
        record.getAttributes());
  }
}
