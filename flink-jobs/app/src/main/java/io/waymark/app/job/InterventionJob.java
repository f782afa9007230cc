package io.waymark.app.job;

import io.waymark.app.kafka.DeadLetterEncoder;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.KafkaSinks;
import io.waymark.app.kafka.ResultSource;
import io.waymark.app.kafka.RulesFromKafka;
import io.waymark.app.kafka.Topics;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleSource;
import java.time.Clock;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Signals and facts to triggers, in Kafka. */
public final class InterventionJob {
  private InterventionJob() {}

  /** {@code --config FILE}. */
  public static void main(String[] args) throws Exception {
    Job.INTERVENTION.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Topics topics = settings.topics();
    String job = settings.name(Job.INTERVENTION);
    ResultSource results = new ResultSource(settings.client(), job, settings.outOfOrderness());
    ResultSource.Read<Signal> signals = results.signals(env, topics.signals());
    ResultSource.Read<Fact> facts = results.facts(env, topics.facts());
    RulesFromKafka rules = new RulesFromKafka(settings.client(), topics.rules());

    InterventionTopology.Decisions decisions =
        InterventionTopology.decide(
            signals.elements(),
            facts.elements(),
            new RuleFeed(rules.stream(env), new RuleSource(rules, new CatalogueCompiler())),
            DecisionClock.wallClock(Clock.systemUTC()));

    KafkaSinks sinks = new KafkaSinks(settings.client(), job);
    sinks.attach(
        decisions.triggers(),
        topics.triggers(),
        new TriggerEncoder(),
        settings.triggersDelivery(),
        "write-triggers");
    sinks.attach(
        signals.deadLetters().union(facts.deadLetters()),
        topics.deadLetters(),
        new DeadLetterEncoder(),
        Delivery.AT_LEAST_ONCE,
        "write-dead-letters");
  }
}
