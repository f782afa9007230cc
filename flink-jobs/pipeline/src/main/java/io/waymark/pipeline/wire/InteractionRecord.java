package io.waymark.pipeline.wire;

import io.waymark.avro.Interaction;
import io.waymark.domain.event.Event;

/** Events from the generated record: the way of messages of an older schema. */
final class InteractionRecord {
  private InteractionRecord() {}

  static Event toEvent(Interaction record) throws UndecodableException {
    return Admission.admit(
        record.getEventId(),
        record.getEventType(),
        record.getEventTime().toEpochMilli(),
        record.getCustomerId(),
        record.getAnonymousId(),
        record.getSessionId(),
        record.getChannel(),
        record.getTouchpoint(),
        record.getAttributes());
  }
}
