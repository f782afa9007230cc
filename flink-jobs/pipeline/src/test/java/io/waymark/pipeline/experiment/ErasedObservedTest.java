package io.waymark.pipeline.experiment;

import static io.waymark.pipeline.experiment.Outcomes.T;
import static io.waymark.pipeline.experiment.Outcomes.enrolled;
import static io.waymark.pipeline.experiment.Outcomes.erased;
import static io.waymark.pipeline.experiment.Outcomes.purchase;
import static io.waymark.pipeline.experiment.Outcomes.released;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.OutcomeState;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.experiment.Observed.OfJoining;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The gate before what is watched. */
class ErasedObservedTest {
  private static final Duration REMEMBERED = Duration.ofDays(400);

  @Test
  void whatIsSaidAgainOfAnErasedCustomerIsNotWatchedAgain() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Observed, Observed> gate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ErasureGate<>(new ErasedObserved(), REMEMBERED)),
            new ByPseudonym<>(Salt.known("s"), Observed::customerId),
            Types.STRING)) {
      gate.open();
      Observed erasure = erased("c1", T);
      Observed later = purchase("c1", T + 1, 3);
      Observed other = purchase("c2", T - 1, 3);
      for (Observed observed :
          new Observed[] {
            erasure,
            purchase("c1", T, 3),
            enrolled("c1", Arm.HOLDOUT, T - 5),
            released("c1", T - 5, T + 5),
            new OfJoining("c1", "anon:d1", T - 1, OutcomeState.EMPTY),
            later,
            other
          }) {
        gate.processElement(observed, observed.time());
      }
      assertThat(gate.extractOutputValues()).containsExactly(erasure, later, other);

      gate.processWatermark(new Watermark(T + REMEMBERED.toMillis()));
      assertThat(gate.numKeyedStateEntries()).isZero();
    }
  }
}
