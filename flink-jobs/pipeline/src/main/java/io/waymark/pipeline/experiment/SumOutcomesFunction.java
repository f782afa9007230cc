package io.waymark.pipeline.experiment;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.experiment.Enrolment;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.HarmTest;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.intervention.PauseSerializer;
import io.waymark.pipeline.time.EventTimeBuffer;
import io.waymark.pipeline.wire.Words;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sums up one experiment and version of its rule at a time. Outcomes wait until the watermark has
 * passed their time, so that sequential tests see the same sequence on any run. Sums are emitted at
 * most once in an interval; a pause at once, and again when what came after it, and after somebody
 * let the intervention go on, is proof enough.
 *
 * <p>Owns, per experiment: its sums, when they are emitted next, outcomes whose time has not come;
 * when rules were let go on.
 */
final class SumOutcomesFunction
    extends KeyedBroadcastProcessFunction<String, Outcome, Pause, Experiment>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Experiment> SUMS =
      new ValueStateDescriptor<>("sums", ExperimentSerializer.INSTANCE);

  static final ValueStateDescriptor<Long> EMIT_AT =
      new ValueStateDescriptor<>("emit-at", LongSerializer.INSTANCE);

  static final OutputTag<Pause> PAUSES = new OutputTag<>("pauses", PauseSerializer.TYPE);

  private static final Comparator<Outcome> ORDER_WITHIN_TIME =
      Comparator.comparing(Outcome::outcomeId, CodePoints::compare).thenComparing(Outcome::status);

  // -- configuration
  private final long every;
  private final Resumes resumes;

  // -- runtime
  private transient ValueState<Experiment> sums;
  private transient ValueState<Long> emitAt;
  private transient EventTimeBuffer<Outcome> waiting;

  /**
   * @param every event time between two emissions
   */
  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  SumOutcomesFunction(Duration every, Resumes resumes) {
    this.every = every.toMillis();
    this.resumes = resumes;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    resumes.initialize(context);
  }

  @Override
  public void open(OpenContext context) {
    sums = getRuntimeContext().getState(SUMS);
    emitAt = getRuntimeContext().getState(EMIT_AT);
    waiting = EventTimeBuffer.open(getRuntimeContext(), OutcomeSerializer.INSTANCE);
  }

  @Override
  public void processElement(Outcome outcome, ReadOnlyContext context, Collector<Experiment> out)
      throws Exception {
    if (outcome.at() <= context.timerService().currentWatermark()) {
      count(List.of(outcome), context.timerService().currentWatermark(), context);
      return;
    }
    waiting.add(outcome.at(), outcome, context.timerService());
  }

  @Override
  public void processBroadcastElement(Pause pause, Context context, Collector<Experiment> out)
      throws Exception {
    resumes.apply(pause);
  }

  /** Broadcast state is what it has to be already. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Experiment> out)
      throws Exception {
    List<Outcome> due = waiting.take(time);
    if (!due.isEmpty()) {
      due.sort(ORDER_WITHIN_TIME);
      count(due, time, context);
    }
    Long emit = emitAt.value();
    if (emit != null && emit <= time) {
      emitAt.clear();
      out.collect(sums.value());
    }
  }

  private void count(List<Outcome> outcomes, long now, ReadOnlyContext context) throws Exception {
    Experiment next = known(outcomes.get(0));
    for (Outcome outcome : outcomes) {
      next = next.with(outcome);
      Guardrail touched = next.toPause();
      if (touched != null && !next.experiment().equals(Enrolment.GLOBAL)) {
        context.output(PAUSES, pause(next, touched));
        next = next.paused();
      }
    }
    sums.update(next);
    if (emitAt.value() == null) {
      emitAt.update(now + every);
      context.timerService().registerEventTimeTimer(now + every);
    }
  }

  private Experiment known(Outcome first) throws Exception {
    Experiment stored = sums.value();
    Experiment known = stored == null ? Experiment.of(first) : stored;
    return known.resumed(resumes.of(known.experiment()));
  }

  private static Pause pause(Experiment experiment, Guardrail guardrail) {
    HarmTest harm = experiment.harm(guardrail);
    return new Pause(
        experiment.experiment(),
        true,
        String.format(
            Locale.ROOT,
            "guardrail %s, version %d: touched by %d of %d with the intervention and by %d of %d"
                + " without; p of harm %.4f",
            Words.of(guardrail),
            experiment.ruleVersion(),
            harm.treatmentTouched(),
            experiment.treatment().assigned(),
            harm.holdoutTouched(),
            experiment.holdout().assigned(),
            harm.p()),
        experiment.at());
  }
}
