package io.waymark.pipeline.wire;

import io.waymark.avro.JourneyState;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.event.Scalar;
import io.waymark.domain.journey.Journey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts that several records have in common, to the generated classes and back. */
final class Records {
  private Records() {}

  static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  static List<io.waymark.avro.Evidence> evidence(List<Evidence> evidence) {
    List<io.waymark.avro.Evidence> records = new ArrayList<>(evidence.size());
    for (Evidence one : evidence) {
      records.add(
          io.waymark.avro.Evidence.newBuilder()
              .setEventId(one.eventId())
              .setEventType(one.eventType())
              .setEventTime(time(one.eventTime()))
              .setTouchpoint(one.touchpoint())
              .build());
    }
    return records;
  }

  static List<Evidence> evidenceOf(List<io.waymark.avro.Evidence> records) {
    return records.stream()
        .map(
            one ->
                new Evidence(
                    one.getEventId(),
                    one.getEventType(),
                    one.getEventTime().toEpochMilli(),
                    one.getTouchpoint()))
        .toList();
  }

  static JourneyState journey(Journey journey) {
    return JourneyState.newBuilder()
        .setStage(journey.stage())
        .setEffort(journey.effort())
        .setEmotion(journey.emotion())
        .setFrustration(journey.frustration())
        .build();
  }

  static Journey journeyOf(JourneyState state) {
    return new Journey(
        state.getStage(), state.getEffort(), state.getEmotion(), state.getFrustration());
  }

  /** Values that tell instances or groups apart: whole numbers as longs, where they fit. */
  static Map<String, Object> scalars(Map<String, Object> values) {
    Map<String, Object> record = new LinkedHashMap<>();
    values.forEach((name, value) -> record.put(name, scalar(value)));
    return record;
  }

  static Map<String, Object> scalarsOf(Map<String, Object> record) {
    Map<String, Object> values = new LinkedHashMap<>();
    record.forEach((name, value) -> values.put(name, Scalar.canonical(value)));
    return values;
  }

  private static Object scalar(Object value) {
    Object canonical = Scalar.canonical(value);
    return canonical instanceof Number number && !(canonical instanceof Long)
        ? (Object) number.doubleValue()
        : canonical;
  }
}
