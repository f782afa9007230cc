package io.waymark.pipeline.intervention;

import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.fact;
import static io.waymark.domain.intervention.SignalStory.fired;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.intervention.Observation.OfErased;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfHandOver;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The gate before what is decided. */
class ErasedObservationsTest {

  @Test
  void whatIsHandedOverAfterTheErasureEndsLikeAllThatIsSaidAgain() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> gate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new ErasureGate<>(new ErasedObservations(), Duration.ofDays(400))),
            new ByPseudonym<>(Salt.known("s"), Observation::customerId),
            Types.STRING)) {
      gate.setup(ObservationSerializer.INSTANCE);
      gate.open();
      Observation erasure = new OfFact(fact(Fact.Kind.ERASED, TEN, "x1", Map.of()));
      Observation later = new OfFact(consent(true, TEN + 1, "c2"));
      OfSignal fire = new OfSignal(fired("s1", TEN - 1));
      for (Observation observation :
          List.of(
              erasure,
              new OfFact(consent(true, TEN, "c1")),
              new OfHandOver("ann", "anon:d1", TEN - 1, InterventionState.EMPTY),
              fire,
              later)) {
        gate.processElement(observation, observation.time());
      }
      assertThat(gate.extractOutputValues())
          .containsExactly(erasure, new OfErased(fire.signal()), later);
    }
  }
}
