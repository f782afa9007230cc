package io.waymark.app.job;

import io.waymark.app.kafka.ResultSource;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.delivery.DeliveryTopology;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Triggers and alerts, from Kafka, to the systems that act on them. */
public final class DeliveryJob {
  private DeliveryJob() {}

  /** {@code --config FILE}, once or more often: what a later one says goes before. */
  public static void main(String[] args) throws Exception {
    Job.DELIVERY.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Composition job = Composition.of(env, settings, Job.DELIVERY);
    ResultSource results = job.results(ResultSource.Time.WRITTEN);
    ResultSource.Read<Trigger> triggers = results.triggers(env, settings.topics().triggers());
    ResultSource.Read<AlertChange> alerts = results.alerts(env, settings.topics().alerts());
    ResultSource.Read<Fact> facts = results.facts(env, settings.topics().facts());
    ResultSource.Read<Attempt> redeliveries =
        results.redeliveries(env, settings.topics().redeliveries());
    job.deliveries(
        new DeliveryTopology.Input(
            triggers.elements(), alerts.elements(), facts.elements(), redeliveries.elements()),
        NamedDestinations.senders(settings.destinations()));
    job.deadLetters(
        triggers
            .deadLetters()
            .union(alerts.deadLetters(), facts.deadLetters(), redeliveries.deadLetters()));
  }
}
