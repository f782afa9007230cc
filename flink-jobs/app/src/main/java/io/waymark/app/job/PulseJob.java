package io.waymark.app.job;

import io.waymark.app.kafka.ResultSource;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.alert.Carts;
import io.waymark.pipeline.journey.JourneyChange;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Events to the figures of touchpoints, and signals to alerts, in Kafka. */
public final class PulseJob {
  private PulseJob() {}

  /** {@code --config FILE}. */
  public static void main(String[] args) throws Exception {
    Job.PULSE.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Composition job = Composition.of(env, settings, Job.PULSE);
    ResultSource.Read<Signal> signals = job.results().signals(env, settings.topics().signals());
    ResultSource.Read<Fact> facts = job.results().facts(env, settings.topics().facts());
    ResultSource.Read<JourneyChange> journeys =
        job.results().journeys(env, settings.topics().journeys());
    var interactions = job.interactions();
    var anomalies = job.pulses(interactions, journeys.elements(), signals.elements());
    job.alerts(
        new AlertTopology.Input(
            signals.elements(), facts.elements(), Carts.of(interactions.values()), anomalies),
        job.rules());
    job.deadLetters(signals.deadLetters().union(facts.deadLetters(), journeys.deadLetters()));
  }
}
