package io.waymark.app.job;

import io.waymark.app.kafka.AlertEncoder;
import io.waymark.app.kafka.DeadLetterEncoder;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.KafkaSinks;
import io.waymark.app.kafka.ResultSource;
import io.waymark.app.kafka.RulesFromKafka;
import io.waymark.app.kafka.Topics;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Signals to alerts, in Kafka. */
public final class PulseJob {
  private PulseJob() {}

  /** {@code --config FILE}. */
  public static void main(String[] args) throws Exception {
    Job.PULSE.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Topics topics = settings.topics();
    String job = settings.name(Job.PULSE);
    ResultSource results = new ResultSource(settings.client(), job, settings.outOfOrderness());
    ResultSource.Read<Signal> signals = results.signals(env, topics.signals());
    RulesFromKafka rules = new RulesFromKafka(settings.client(), topics.rules());
    RuleFeed feed = new RuleFeed(rules.stream(env), new RuleSource(rules, new CatalogueCompiler()));

    KafkaSinks sinks = new KafkaSinks(settings.client(), job);
    sinks.attach(
        AlertTopology.raise(signals.elements(), feed),
        topics.alerts(),
        new AlertEncoder(),
        Delivery.AT_LEAST_ONCE,
        "write-alerts");
    sinks.attach(
        signals.deadLetters(),
        topics.deadLetters(),
        new DeadLetterEncoder(),
        Delivery.AT_LEAST_ONCE,
        "write-dead-letters");
  }
}
