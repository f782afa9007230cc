package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.Normal;
import io.waymark.domain.pulse.ContactLeg;
import io.waymark.domain.pulse.Crowd;
import io.waymark.domain.pulse.Episodes;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Once;
import io.waymark.domain.pulse.OpenWait;
import io.waymark.domain.pulse.Payments;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Point;
import io.waymark.domain.pulse.Pulse;
import io.waymark.domain.pulse.Pursuit;
import io.waymark.domain.pulse.Quantity;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Step;
import io.waymark.domain.pulse.Strand;
import io.waymark.domain.pulse.StrandKey;
import io.waymark.domain.pulse.Subject;
import io.waymark.domain.pulse.Tally;
import io.waymark.domain.pulse.Transition;
import io.waymark.domain.pulse.Visit;
import io.waymark.domain.pulse.Where;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.wire.KpiCodec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PulseSerializersTest {
  private static final Where WHERE = new Where("/payment", "web", "family");
  private static final Point POINT = new Point(36_000_000, WHERE);
  private static final Pulse PULSE =
      new Pulse(
          new Place("*", null, null),
          0,
          300_000,
          true,
          305_000,
          List.of(
              new Figure(Measure.EVENTS, 7.0, null, null, 7),
              new Figure(Measure.ERRORS, null, 3.0, 0.0, 0)),
          Map.of("purchase", 3L),
          List.of(
              new Transition(null, "awareness", 2, null, null),
              new Transition("awareness", null, 1, 60_000L, 90_000L)));

  @Test
  void figuresComeBackAsTheyWere() throws IOException {
    assertThat(there(PulseSerializer.INSTANCE, PULSE)).isEqualTo(PULSE);
  }

  @Test
  void figuresComeBackFromTheirTopicAsTheyWere() throws Exception {
    KpiCodec codec = new KpiCodec();

    AssessedPulse plain = new AssessedPulse(PULSE, Map.of());
    AssessedPulse assessed =
        new AssessedPulse(PULSE, Map.of(Measure.EVENTS, new Normal(5, 3, 8, 4)));

    assertThat(codec.decode(codec.encode(plain))).isEqualTo(plain);
    assertThat(codec.decode(codec.encode(assessed))).isEqualTo(assessed);
  }

  static List<Reading> readings() {
    return List.of(
        new Reading.Sum(Tally.EASE),
        new Reading.Sample(Quantity.CLS, 0.25),
        new Reading.Seen(Crowd.SESSIONS, -7),
        new Reading.Waiting(36_000_000),
        new Reading.Standing("purchase"),
        new Reading.Moved(null, "purchase", null),
        new Reading.Moved("purchase", null, 60_000L));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void measurementsComeBackAsTheyWere(Reading reading) throws IOException {
    Measurement measurement = new Measurement(WHERE, 36_000_000, reading, -1.5);

    assertThat(there(MeasurementSerializer.INSTANCE, measurement)).isEqualTo(measurement);
  }

  static List<Strand> strands() {
    return List.of(
        ContactLeg.UNKNOWN,
        new ContactLeg(
            POINT,
            new ContactLeg.Ending(ContactLeg.Outcome.LEFT, POINT, 4_000L, true),
            POINT,
            POINT,
            60_000L,
            null,
            36_000_002L,
            36_000_003,
            36_000_000),
        Pursuit.of(Pursuit.Aim.CART),
        new Pursuit(Pursuit.Aim.FORM, POINT, 36_000_000, POINT, 36_000_001L),
        new Payments(
            List.of(new Payments.Attempt(POINT, List.of(Where.about(Subject.GATEWAY, "acme")))),
            List.of(new Payments.End(POINT, List.of(WHERE), true))),
        new Once(Once.Fact.DELIVERY_LATE, 7L, List.of(WHERE)),
        new Visit(
            42,
            List.of(
                new Visit.Act(POINT, Visit.Kind.STEP, Step.PURCHASE, 5),
                new Visit.Act(POINT, Visit.Kind.CLICK, null, 6))),
        new Episodes(
            List.of(
                new Episodes.Contact("k1", 1, "refund", 2, POINT, true),
                new Episodes.Contact(null, 3, null, 4, null, false))));
  }

  @ParameterizedTest
  @MethodSource("strands")
  void strandsComeBackAsTheyWere(Strand strand) throws IOException {
    StoredStrand stored = new StoredStrand(strand, 36_000_000, Strand.NEVER);

    assertThat(there(StrandSerializer.INSTANCE, stored)).isEqualTo(stored);
  }

  @Test
  void whatIsKnownOfCustomersComesBackAsItWas() throws IOException {
    MeasuredProfile profile = new MeasuredProfile("family", true, 7);
    OpenWait wait =
        new OpenWait(new StrandKey(StrandKey.Kind.LEG, "call-1"), null, "call", 36_000_000);
    JourneyMark mark = new JourneyMark("j1", null, 1, 2);

    assertThat(there(MeasuredProfileSerializer.INSTANCE, profile)).isEqualTo(profile);
    assertThat(there(JourneyMarkSerializer.INSTANCE, mark)).isEqualTo(mark);
    assertThat(there(OpenWaitSerializer.INSTANCE, wait)).isEqualTo(wait);
  }

  private static <T> T there(ImmutableSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
