package io.waymark.app.job;

import io.waymark.app.kafka.DeadLetterEncoder;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.KafkaSinks;
import io.waymark.app.kafka.LateEncoder;
import io.waymark.app.kafka.RulesFromKafka;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.app.kafka.Topics;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.rules.RuleSource;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Interactions to signals and facts, in Kafka. */
public final class JourneyJob {
  private JourneyJob() {}

  /** {@code --config FILE}. */
  public static void main(String[] args) throws Exception {
    Job.JOURNEY.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Properties client = settings.client();
    Topics topics = settings.topics();
    String job = settings.name(Job.JOURNEY);
    RulesFromKafka rules = new RulesFromKafka(client, topics.rules());
    InteractionSource interactions =
        new InteractionSource(
            client, topics.interactions(), job, settings.limits(), settings.outOfOrderness());

    JourneyTopology.Streams streams =
        JourneyTopology.compose(
            interactions.stream(env),
            rules.stream(env),
            new JourneyRuntime(
                new RuleSource(rules, new CatalogueCompiler()),
                settings.engineLimits(),
                settings.journeys()));

    KafkaSinks sinks = new KafkaSinks(client, job);
    sinks.attach(
        streams.signals(),
        topics.signals(),
        new SignalEncoder(),
        settings.signalsDelivery(),
        "write-signals");
    sinks.attach(
        streams.facts(), topics.facts(), new FactEncoder(), Delivery.AT_LEAST_ONCE, "write-facts");
    sinks.attach(
        streams.late(), topics.late(), new LateEncoder(), Delivery.AT_LEAST_ONCE, "write-late");
    sinks.attach(
        streams.deadLetters(),
        topics.deadLetters(),
        new DeadLetterEncoder(),
        Delivery.AT_LEAST_ONCE,
        "write-dead-letters");
  }
}
