package io.waymark.pipeline.intervention;

import static io.waymark.domain.intervention.SignalStory.CALL_BACK;
import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.RESUME;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Arms;
import io.waymark.domain.intervention.Asking;
import io.waymark.domain.intervention.AssignedArm;
import io.waymark.domain.intervention.Assignment;
import io.waymark.domain.intervention.Case;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Intervened;
import io.waymark.domain.intervention.InterventionDecision;
import io.waymark.domain.intervention.InterventionPolicy;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.domain.intervention.InterventionState.Decided;
import io.waymark.domain.intervention.Moment;
import io.waymark.domain.intervention.OptOuts;
import io.waymark.domain.intervention.Pause;
import io.waymark.domain.intervention.Reach;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterventionSerializersTest {
  private static final Intervention HELD_OUT =
      new Intervention(
          "act", null, Purpose.SERVICE, HOUR, -1, 1.0, List.of("purchase"), 7 * 24 * HOUR);

  /** Consent, a fire withheld and one whose trigger was issued, as layout 1 has them. */
  private static final String LAYOUT_1 =
      "0101094d41524b4554494e47010000019b78fff900026331020273310000019b7e2655000002"
          + "73320000019b7936e78001010432316663064953535545440002733212636865636b6f75742d"
          + "6162616e646f6e65640000000303616e6e0107636172745f696401026b310963616c6c2d6261"
          + "636b0563616c6c07534552564943450000005a064d454449554d0000019b78fff9000000019b"
          + "78fff9000000019b7936e78000000a2f636865636b6f7574097075726368617365010265310e"
          + "626567696e5f636865636b6f75740000019b78e481c00a2f636865636b6f7574097075726368"
          + "61736503402800000000000000034008000000000000";

  private final InterventionPolicy policy = new InterventionPolicy(ContactPolicy.NONE);
  private InterventionState ann = InterventionState.EMPTY;

  @Test
  void issuedCancelledAndWithheldComeBackAsTheyWere() throws Exception {
    for (InterventionDecision decision :
        List.of(
            decide(fired("s1", TEN), CALL_BACK),
            decide(resolved("s1", TEN + 2), null),
            decide(fired("s2", TEN), HELD_OUT))) {
      assertThat(decision.decisions())
          .hasSize(1)
          .allSatisfy(d -> unchanged(DecisionSerializer.INSTANCE, d));
      assertThat(decision.triggers()).allSatisfy(t -> unchanged(TriggerSerializer.INSTANCE, t));
    }
    unchanged(PauseSerializer.INSTANCE, new Pause("r", true, "complaints", TEN));
  }

  @Test
  void whatIsRememberedComesBackAsItWas() throws Exception {
    know(consent(true, TEN, "c1"));
    decide(fired("s1", TEN), RESUME);
    decide(fired("s2", TEN), CALL_BACK);
    decide(fired("s3", TEN), HELD_OUT);
    decide(resolved("s1", TEN), null);
    unchanged(InterventionStateSerializer.INSTANCE, ann);
    unchanged(InterventionStateSerializer.INSTANCE, InterventionState.EMPTY);
  }

  @Test
  void allThatCanBeRememberedComesBackAsItWas() throws Exception {
    Trigger trigger = decide(fired("s1", TEN), CALL_BACK).triggers().get(0);
    InterventionState full =
        new InterventionState(
            Map.of(),
            List.of(
                new Decided(
                    "s1",
                    TEN + 5,
                    new Case(
                        trigger,
                        HELD_OUT,
                        new Assignment(TEN, "e", "treatment", "holdout", true),
                        new Case.Deferral(Reason.QUIET_HOURS, TEN + 2, TEN + 3, TEN + 4)))),
            new Reach(
                "Asia/Tokyo",
                "JP",
                new OptOuts(Map.of("email", 1L)),
                Map.of("t", 2L),
                Map.of("", 3L)),
            new Arms(Map.of("r", new AssignedArm(true, 4, false)), new AssignedArm(false, 5, true)),
            List.of(new Intervened("r", "act", null, Purpose.SERVICE, 6)),
            TEN);
    unchanged(InterventionStateSerializer.INSTANCE, full);
    unchanged(
        ObservationSerializer.INSTANCE, new Observation.OfHandOver("ann", "anon:d", TEN, full));
    unchanged(ObservationSerializer.INSTANCE, new Observation.OfErased(fired("s1", TEN)));
  }

  @Test
  void whatTheFirstReleaseRememberedIsKnown() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.write(HexFormat.of().parseHex(LAYOUT_1));

    InterventionState state =
        InterventionStateSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(state.consents()).containsOnlyKeys(Purpose.MARKETING);
    assertThat(state.decided()).extracting(Decided::signalId).containsExactly("s1", "s2");
    ann = state;
    assertThat(decide(resolved("s2", TEN), null).triggers())
        .extracting(Trigger::signalId, Trigger::reason)
        .containsExactly(tuple("s2", "resolved"));
  }

  private void know(Fact fact) {
    ann =
        policy
            .decide(
                "ann",
                ann,
                new Moment(TEN, TEN, List.of(), List.of(fact), List.of()),
                Asking.of(null))
            .state();
  }

  private InterventionDecision decide(Signal signal, @Nullable Intervention intervene) {
    InterventionDecision decision =
        policy.decide(
            "ann",
            ann,
            new Moment(TEN, TEN, List.of(), List.of(), List.of(signal)),
            Asking.of(intervene));
    ann = decision.state();
    return decision;
  }

  private static <T> void unchanged(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }
}
