package io.waymark.app.kafka;

import io.waymark.pipeline.journey.JourneyChange;
import org.jspecify.annotations.Nullable;

/** Snapshots of journeys in Avro, keyed by customer; a tombstone where there is none any more. */
public final class JourneyEncoder implements RecordEncoder<JourneyChange> {
  private static final long serialVersionUID = 1L;

  @Override
  public String key(JourneyChange change) {
    return change.customer();
  }

  @Override
  public byte @Nullable [] value(JourneyChange change) {
    return change.snapshot();
  }
}
