package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.InterventionNews;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.pulse.PlaceSerializer;
import io.waymark.pipeline.pulse.PulseSerializer;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * From what becomes of interventions to those that are in trouble. Beside touchpoints and not among
 * them: decisions and deliveries have the time of clocks on walls, which must hold up nothing that
 * has the time of events.
 */
public final class InterventionHealth {
  private static final String ISSUED = "trigger.issued";

  private InterventionHealth() {}

  /** All in their own time; watermarks have to go on while an input is quiet. */
  public record Input(
      DataStream<Decision> decisions, DataStream<Outcome> outcomes, DataStream<Attempt> attempts) {}

  /**
   * What is out of line; its place is named by {@code InterventionCounts.PLACE_PREFIX} and rule.
   */
  public static DataStream<Anomaly> watch(Input input, SettingsSource settings) {
    DataStream<Pulse> pulses =
        news(input)
            .keyBy(InterventionNews::rule, Types.STRING)
            .process(new CountInterventionsFunction(), PulseSerializer.TYPE)
            .uid(OperatorIds.INTERVENTIONS)
            .name(OperatorIds.INTERVENTIONS);
    return pulses
        .keyBy(Pulse::place, PlaceSerializer.TYPE)
        .process(
            new AssessPulsesFunction(settings, LearntSource.NONE), AssessedPulseSerializer.TYPE)
        .uid(OperatorIds.HEALTH)
        .name(OperatorIds.HEALTH)
        .getSideOutput(AssessPulsesFunction.ANOMALIES);
  }

  private static DataStream<InterventionNews> news(Input input) {
    FlatMapFunction<Decision, InterventionNews> ofDecision =
        (decision, out) -> InterventionNews.of(decision).forEach(out::collect);
    FlatMapFunction<Outcome, InterventionNews> ofOutcome =
        (outcome, out) -> InterventionNews.of(outcome).forEach(out::collect);
    DataStream<InterventionNews> decided =
        input
            .decisions()
            .flatMap(ofDecision, InterventionNewsSerializer.TYPE)
            .uid(OperatorIds.DECIDED)
            .name(OperatorIds.DECIDED);
    DataStream<InterventionNews> came =
        input
            .outcomes()
            .flatMap(ofOutcome, InterventionNewsSerializer.TYPE)
            .uid(OperatorIds.CAME_OF_IT)
            .name(OperatorIds.CAME_OF_IT);
    DataStream<InterventionNews> delivered =
        input
            .attempts()
            .flatMap(InterventionHealth::delivery, InterventionNewsSerializer.TYPE)
            .uid(OperatorIds.DELIVERED)
            .name(OperatorIds.DELIVERED);
    return decided.union(came, delivered);
  }

  private static void delivery(Attempt attempt, Collector<InterventionNews> out) {
    Boolean arrived = attempt.arrived();
    if (arrived != null && attempt.dispatch().message().type().equals(ISSUED)) {
      for (String rule : attempt.dispatch().ruleIds()) {
        out.collect(InterventionNews.delivery(rule, attempt.at(), arrived));
      }
    }
  }
}
