package io.waymark.pipeline.experiment;

import static io.waymark.pipeline.experiment.Outcomes.T;
import static io.waymark.pipeline.experiment.Outcomes.enrolled;
import static io.waymark.pipeline.experiment.Outcomes.outcome;
import static io.waymark.pipeline.experiment.Outcomes.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.experiment.OutcomePolicy;
import io.waymark.domain.experiment.OutcomeState;
import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.experiment.Observed.OfEnrolment;
import io.waymark.pipeline.experiment.Observed.OfFact;
import io.waymark.pipeline.experiment.Observed.OfJoining;
import io.waymark.pipeline.experiment.Observed.OfMerge;
import io.waymark.pipeline.intervention.PauseSerializer;
import io.waymark.pipeline.wire.ExperimentCodec;
import io.waymark.pipeline.wire.OutcomeCodec;
import io.waymark.pipeline.wire.PauseCodec;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ExperimentSerializersTest {
  private static final Pause PAUSE = new Pause("rule", true, "guardrail", T);

  @Test
  void whatIsObservedAndRememberedComesBackAsItWas() throws Exception {
    OutcomePolicy policy = new OutcomePolicy();
    OfFact before = (OfFact) purchase("c1", T - 1, 5);
    OfFact after = (OfFact) purchase("c1", T + 1, 5);
    OfEnrolment enrolled = (OfEnrolment) enrolled("c1", Arm.TREATMENT, T);
    OutcomeState state = policy.take(OutcomeState.EMPTY, before.fact()).state();
    state = policy.enrol(state, enrolled.enrolment()).state();
    state = policy.take(state, after.fact()).state();
    OutcomeState closed = policy.expire(state, T + Outcomes.WITHIN).state();

    unchanged(OutcomeStateSerializer.INSTANCE, state);
    unchanged(OutcomeStateSerializer.INSTANCE, closed);
    unchanged(OutcomeStateSerializer.INSTANCE, OutcomeState.EMPTY);
    for (Observed observed :
        List.of(
            before,
            enrolled,
            new OfMerge("anon:d", "c1", T),
            new OfJoining("c1", "anon:d", T, state))) {
      unchanged(ObservedSerializer.INSTANCE, observed);
    }
  }

  @Test
  void whatIsToldComesBackAsItWas() throws Exception {
    unchanged(PauseSerializer.INSTANCE, PAUSE);
    for (Outcome.Status status : Outcome.Status.values()) {
      unchanged(OutcomeSerializer.INSTANCE, outcome("o", status, Arm.HOLDOUT, T));
    }
    unchanged(ExperimentSerializer.INSTANCE, experiment(0));
    unchanged(ExperimentSerializer.INSTANCE, experiment(100));
    unchanged(ExperimentSerializer.INSTANCE, experiment(100).resumed(T));
  }

  @Test
  void whatIsToldArrivesAsItWasSent() throws Exception {
    PauseCodec pauses = new PauseCodec();
    assertThat(pauses.decode(pauses.encode(PAUSE))).isEqualTo(PAUSE);
    OutcomeCodec outcomes = new OutcomeCodec();
    for (Outcome.Status status : Outcome.Status.values()) {
      Outcome outcome = outcome("o", status, Arm.TREATMENT, T);
      assertThat(outcomes.decode(outcomes.encode(outcome))).isEqualTo(outcome);
    }
    ExperimentCodec experiments = new ExperimentCodec();
    for (int customers : new int[] {0, 100}) {
      ExperimentResult result = ExperimentResult.of(experiment(customers));
      assertThat(experiments.decode(experiments.encode(result))).isEqualTo(result);
    }
  }

  private static Experiment experiment(int customers) {
    Experiment experiment = Experiment.of(outcome("o", Outcome.Status.OPENED, Arm.TREATMENT, T));
    for (int i = 0; i < customers; i++) {
      Arm arm = i % 2 == 0 ? Arm.TREATMENT : Arm.HOLDOUT;
      experiment = experiment.with(outcome("o" + i, Outcome.Status.OPENED, arm, T));
      experiment = experiment.with(outcome("o" + i, Outcome.Status.COMPLAINED, arm, T + 1));
      if (i % 3 != 0) {
        experiment = experiment.with(outcome("o" + i, Outcome.Status.CLOSED, arm, T + 2));
      }
    }
    return experiment;
  }

  private static <T> void unchanged(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }
}
