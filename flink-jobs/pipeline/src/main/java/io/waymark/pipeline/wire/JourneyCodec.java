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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots of journeys as Avro single-object messages and back. An instance serves one thread. */
public final class JourneyCodec {
  private static final String UNKNOWN_MODEL = "";

  private final RecordWriter<io.waymark.avro.Journey> out = new RecordWriter<>(Subject.JOURNEY);
  private final RecordReader<io.waymark.avro.Journey> in =
      new RecordReader<>(Subject.JOURNEY.byFingerprint(), Subject.JOURNEY.current());

  public byte[] encode(JourneySnapshot snapshot) {
    Journey scores = snapshot.journey();
    Overlays overlays = snapshot.overlays();
    return out.write(
        new io.waymark.avro.Journey(
            snapshot.customerId(),
            snapshot.stage(),
            scores.effort(),
            scores.emotion(),
            scores.frustration(),
            Records.time(snapshot.updatedAt()),
            snapshot.journeyId(),
            snapshot.previousJourneyId(),
            snapshot.model(),
            stages(snapshot.stages()),
            Words.of(overlays.health()),
            Words.of(overlays.activity()),
            Words.of(overlays.contact()),
            overlays.orders(),
            session(snapshot.session()),
            snapshot.consents(),
            snapshot.profile(),
            touchpoints(snapshot.touchpoints())));
  }

  private static List<JourneyStage> stages(List<StageSnapshot> stages) {
    List<JourneyStage> records = new ArrayList<>(stages.size());
    for (StageSnapshot stage : stages) {
      records.add(
          new JourneyStage(stage.stage(), Records.time(stage.enteredAt()), stage.skipped()));
    }
    return records;
  }

  private static @Nullable JourneySession session(@Nullable SessionSnapshot session) {
    return session == null
        ? null
        : new JourneySession(
            session.sessionId(),
            Records.time(session.startedAt()),
            Records.time(session.lastAt()),
            session.views(),
            session.engaged(),
            session.experience() == null ? null : Words.of(session.experience()));
  }

  private static List<JourneyTouchpoint> touchpoints(List<Touchpoint> touchpoints) {
    List<JourneyTouchpoint> records = new ArrayList<>(touchpoints.size());
    for (Touchpoint one : touchpoints) {
      records.add(
          new JourneyTouchpoint(
              one.eventType(), Records.time(one.eventTime()), one.channel(), one.touchpoint()));
    }
    return records;
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
