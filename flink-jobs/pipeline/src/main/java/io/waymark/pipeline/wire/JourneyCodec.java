package io.waymark.pipeline.wire;

import io.waymark.avro.JourneySession;
import io.waymark.avro.JourneyStage;
import io.waymark.avro.JourneyTouchpoint;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.Experience;
import io.waymark.domain.journey.JourneySnapshot.SessionSnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.domain.journey.Overlays;
import org.jspecify.annotations.Nullable;

/** Snapshots of journeys as Avro single-object messages and back. An instance serves one thread. */
public final class JourneyCodec {
  private static final String UNKNOWN_MODEL = "";

  private final JourneyWriter out = new JourneyWriter();
  private final RecordReader<io.waymark.avro.Journey> in =
      new RecordReader<>(Subject.JOURNEY.byFingerprint(), Subject.JOURNEY.current());

  public byte[] encode(JourneySnapshot snapshot) {
    return out.write(snapshot);
  }

  /** Reads a whole message. */
  public JourneySnapshot decode(byte[] message) throws UndecodableException {
    io.waymark.avro.Journey record = in.read(message);
    return new JourneySnapshot(
        record.getCustomerId(),
        record.getJourneyId(),
        record.getPreviousJourneyId(),
        record.getModel() == null ? UNKNOWN_MODEL : record.getModel(),
        record.getStage(),
        record.getStages().stream().map(JourneyCodec::stageOf).toList(),
        new Journey(
            record.getStage(), record.getEffort(), record.getEmotion(), record.getFrustration()),
        overlaysOf(record),
        sessionOf(record.getSession()),
        record.getConsents(),
        record.getProfile(),
        record.getTouchpoints().stream().map(JourneyCodec::touchpointOf).toList(),
        record.getUpdatedAt().toEpochMilli());
  }

  private static StageSnapshot stageOf(JourneyStage record) {
    return new StageSnapshot(
        record.getStage(), record.getEnteredAt().toEpochMilli(), record.getSkipped());
  }

  private static Overlays overlaysOf(io.waymark.avro.Journey record) throws UndecodableException {
    if (record.getHealth() == null) {
      return Overlays.NEW;
    }
    return new Overlays(
        Words.parse(Overlays.Health.class, "health", record.getHealth()),
        Words.parse(Overlays.Activity.class, "activity", record.getActivity()),
        Words.parse(Overlays.Contact.class, "contact", record.getContact()),
        record.getOrders());
  }

  private static @Nullable SessionSnapshot sessionOf(@Nullable JourneySession record)
      throws UndecodableException {
    return record == null
        ? null
        : new SessionSnapshot(
            record.getSessionId(),
            record.getStartedAt().toEpochMilli(),
            record.getLastAt().toEpochMilli(),
            record.getViews(),
            record.getEngaged(),
            record.getExperience() == null
                ? null
                : Words.parse(Experience.class, "experience", record.getExperience()));
  }

  private static Touchpoint touchpointOf(JourneyTouchpoint record) {
    return new Touchpoint(
        record.getEventType(),
        record.getEventTime().toEpochMilli(),
        record.getChannel(),
        record.getTouchpoint());
  }
}
