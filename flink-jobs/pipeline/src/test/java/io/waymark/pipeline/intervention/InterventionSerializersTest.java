package io.waymark.pipeline.intervention;

import static io.waymark.domain.intervention.SignalStory.CALL_BACK;
import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.RESUME;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.intervention.InterventionDecision;
import io.waymark.domain.intervention.InterventionPolicy;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class InterventionSerializersTest {
  private final InterventionPolicy policy = new InterventionPolicy();

  @Test
  void issuedCancelledAndWithheldComeBackAsTheyWere() throws Exception {
    InterventionDecision issued =
        policy.decide(InterventionState.EMPTY, fired("s1", TEN), CALL_BACK, TEN + 1);
    InterventionDecision cancelled =
        policy.decide(issued.state(), resolved("s1", TEN + 2), null, TEN + 3);
    Intervention all =
        new Intervention("act", null, Purpose.SERVICE, HOUR, -1, 1.0, List.of(), 7 * 24 * HOUR);
    InterventionDecision heldOut = policy.decide(cancelled.state(), fired("s2", TEN), all, TEN);

    assertThat(issued.triggers())
        .hasSize(1)
        .allSatisfy(t -> unchanged(TriggerSerializer.INSTANCE, t));
    assertThat(cancelled.triggers())
        .hasSize(1)
        .allSatisfy(t -> unchanged(TriggerSerializer.INSTANCE, t));
    assertThat(heldOut.withheld())
        .hasSize(1)
        .allSatisfy(w -> unchanged(WithheldSerializer.INSTANCE, w));
  }

  @Test
  void whatIsRememberedComesBackAsItWas() throws Exception {
    InterventionState state =
        policy.decide(InterventionState.EMPTY, consent(true, TEN, "c1"), TEN).state();
    state = policy.decide(state, fired("s1", TEN), RESUME, TEN).state();
    state = policy.decide(state, fired("s2", TEN), CALL_BACK, TEN).state();
    state = policy.decide(state, resolved("s1", TEN), null, TEN).state();
    unchanged(InterventionStateSerializer.INSTANCE, state);
    unchanged(InterventionStateSerializer.INSTANCE, InterventionState.EMPTY);
  }

  private static <T> void unchanged(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }
}
