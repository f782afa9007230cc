package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.journey.Journey;

/** Snapshots of journeys as Avro single-object messages. An instance serves one thread. */
public final class JourneyCodec {
  private final RecordWriter<io.waymark.avro.Journey> out = new RecordWriter<>(Subject.JOURNEY);

  /**
   * @param updatedAt event time of the last change, in milliseconds
   */
  public byte[] encode(String customerId, Journey journey, long updatedAt) {
    return out.write(
        io.waymark.avro.Journey.newBuilder()
            .setCustomerId(customerId)
            .setStage(journey.stage())
            .setEffort(journey.effort())
            .setEmotion(journey.emotion())
            .setFrustration(journey.frustration())
            .setUpdatedAt(Records.time(updatedAt))
            .build());
  }
}
