package io.waymark.app.job;

import io.waymark.app.kafka.ResultSource;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.alert.Carts;
import io.waymark.pipeline.anomaly.InterventionHealth;
import io.waymark.pipeline.journey.JourneyChange;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Events to the figures of touchpoints, and signals and interventions to alerts, in Kafka. */
public final class PulseJob {
  private PulseJob() {}

  /** {@code --config FILE}, once or more often: what a later one says goes before. */
  public static void main(String[] args) throws Exception {
    Job.PULSE.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Composition job = Composition.of(env, settings, Job.PULSE);
    ResultSource results = job.results(ResultSource.Time.OCCURRED);
    ResultSource.Read<Signal> signals = results.signals(env, settings.topics().signals());
    ResultSource.Read<Fact> facts = results.facts(env, settings.topics().facts());
    ResultSource.Read<JourneyChange> journeys = results.journeys(env, settings.topics().journeys());
    var interactions = job.interactions();
    var carts = Carts.of(interactions.values());
    var anomalies = job.pulses(interactions, journeys.elements(), signals.elements());
    ResultSource.Read<Decision> decisions = results.decisions(env, settings.topics().decisions());
    ResultSource.Read<Outcome> outcomes = results.outcomes(env, settings.topics().outcomes());
    ResultSource.Read<Attempt> deliveries = results.deliveries(env, settings.topics().deliveries());
    var interventions =
        job.interventions(
            new InterventionHealth.Input(
                decisions.elements(), outcomes.elements(), deliveries.elements()));
    job.alerts(
        new AlertTopology.Input(
            signals.elements(), facts.elements(), carts, anomalies, interventions),
        job.rules());
    job.deadLetters(
        signals
            .deadLetters()
            .union(
                facts.deadLetters(),
                journeys.deadLetters(),
                decisions.deadLetters(),
                outcomes.deadLetters(),
                deliveries.deadLetters()));
  }
}
