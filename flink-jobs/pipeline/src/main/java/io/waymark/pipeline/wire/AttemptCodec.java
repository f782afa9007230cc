package io.waymark.pipeline.wire;

import io.waymark.avro.Delivery;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Attempts as Avro single-object messages and back. An instance serves one thread. */
public final class AttemptCodec {
  /** A destination had several before. */
  private static final int ONLY_LANE = 0;

  /** Of what does not say it: any erasure of its customer concerns it. */
  private static final long LONG_AGO = 0;

  private final RecordWriter<Delivery> out = new RecordWriter<>(Subject.DELIVERY);
  private final RecordReader<Delivery> in =
      new RecordReader<>(Subject.DELIVERY.byFingerprint(), Subject.DELIVERY.current());

  public byte[] encode(Attempt attempt) {
    Dispatch dispatch = attempt.dispatch();
    Message message = dispatch.message();
    return out.write(
        Delivery.newBuilder()
            .setMessageId(message.id())
            .setDestination(attempt.destination())
            .setLane(ONLY_LANE)
            .setStatus(Words.of(attempt.status()))
            .setType(message.type())
            .setSubjectId(dispatch.subjectId())
            .setCustomerId(message.customerId())
            .setRuleIds(dispatch.ruleIds())
            .setPurpose(dispatch.purpose())
            .setChannel(dispatch.channel())
            .setAttempt(attempt.number())
            .setHttpStatus(attempt.httpStatus())
            .setFailure(attempt.failure())
            .setAt(Records.time(attempt.at()))
            .setTookMs(attempt.tookMs())
            .setNextAt(attempt.nextAt() == null ? null : Records.time(attempt.nextAt()))
            .setCreatedAt(Records.time(message.createdAt()))
            .setOccurredAt(Records.time(dispatch.occurredAt()))
            .setExpiresAt(Records.time(message.expiresAt()))
            .setQuietFrom(message.quietFrom() == null ? null : Records.time(message.quietFrom()))
            .setBody(message.body().isEmpty() ? null : message.body())
            .build());
  }

  public Attempt decode(byte[] encoded) throws UndecodableException {
    Delivery record = in.read(encoded);
    Message message =
        new Message(
            record.getMessageId(),
            record.getType(),
            record.getCustomerId(),
            record.getCreatedAt().toEpochMilli(),
            record.getExpiresAt().toEpochMilli(),
            record.getBody() == null ? "" : record.getBody(),
            millis(record.getQuietFrom()));
    return new Attempt(
        record.getDestination(),
        Words.parse(Attempt.Status.class, "status", record.getStatus()),
        new Dispatch(
            message,
            record.getSubjectId(),
            record.getRuleIds(),
            record.getPurpose(),
            record.getChannel(),
            Objects.requireNonNullElse(millis(record.getOccurredAt()), LONG_AGO)),
        record.getAttempt(),
        record.getHttpStatus(),
        record.getFailure(),
        record.getAt().toEpochMilli(),
        record.getTookMs(),
        millis(record.getNextAt()));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
