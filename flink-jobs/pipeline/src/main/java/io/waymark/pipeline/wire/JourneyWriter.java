package io.waymark.pipeline.wire;

import static io.waymark.pipeline.wire.ReusedEncoder.optional;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.SessionSnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes snapshots of journeys as single-object messages, field by field in the order of the
 * current schema: there is one for every few events, and by way of generated classes it would cost
 * as much as evaluating them. An instance serves one thread.
 */
final class JourneyWriter {
  private final ReusedEncoder encoder = new ReusedEncoder();

  byte[] write(JourneySnapshot snapshot) {
    byte[] message = encoder.encode(SingleObject.HEADER_BYTES, out -> write(snapshot, out));
    SingleObject.putHeader(message, Subject.JOURNEY.fingerprint());
    return message;
  }

  private static void write(JourneySnapshot snapshot, Encoder out) throws IOException {
    out.writeString(snapshot.customerId());
    optional(snapshot.stage(), out);
    optional(snapshot.journey().effort(), out);
    optional(snapshot.journey().emotion(), out);
    optional(snapshot.journey().frustration(), out);
    out.writeLong(snapshot.updatedAt());
    optional(snapshot.journeyId(), out);
    optional(snapshot.previousJourneyId(), out);
    optional(snapshot.model(), out);
    stages(snapshot.stages(), out);
    optional(Words.of(snapshot.overlays().health()), out);
    optional(Words.of(snapshot.overlays().activity()), out);
    optional(Words.of(snapshot.overlays().contact()), out);
    out.writeInt(snapshot.overlays().orders());
    session(snapshot.session(), out);
    consents(snapshot.consents(), out);
    AttributeUnion.write(snapshot.profile(), out);
    touchpoints(snapshot.touchpoints(), out);
  }

  private static void stages(List<StageSnapshot> stages, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(stages.size());
    for (StageSnapshot stage : stages) {
      out.startItem();
      out.writeString(stage.stage());
      out.writeLong(stage.enteredAt());
      out.writeInt(stage.skipped());
    }
    out.writeArrayEnd();
  }

  private static void session(@Nullable SessionSnapshot session, Encoder out) throws IOException {
    out.writeIndex(session == null ? 0 : 1);
    if (session != null) {
      optional(session.sessionId(), out);
      out.writeLong(session.startedAt());
      out.writeLong(session.lastAt());
      out.writeInt(session.views());
      out.writeBoolean(session.engaged());
      optional(session.experience() == null ? null : Words.of(session.experience()), out);
    }
  }

  private static void consents(Map<String, Boolean> consents, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(consents.size());
    for (Map.Entry<String, Boolean> consent : consents.entrySet()) {
      out.startItem();
      out.writeString(consent.getKey());
      out.writeBoolean(consent.getValue());
    }
    out.writeMapEnd();
  }

  private static void touchpoints(List<Touchpoint> touchpoints, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(touchpoints.size());
    for (Touchpoint one : touchpoints) {
      out.startItem();
      out.writeString(one.eventType());
      out.writeLong(one.eventTime());
      optional(one.channel(), out);
      optional(one.touchpoint(), out);
    }
    out.writeArrayEnd();
  }
}
