package io.waymark.app.demo;

import io.waymark.app.kafka.AlertEncoder;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.DeadLetterEncoder;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.KafkaSinks;
import io.waymark.app.kafka.LateEncoder;
import io.waymark.app.kafka.RulesFromKafka;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.app.kafka.Topics;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.domain.friction.Limits;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs of production in one: from the interactions topic to alerts and triggers. */
record DemoJob(Properties client, Topics topics, DecisionClock clock) {
  private static final String NAME = "demo";
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);

  void compose(StreamExecutionEnvironment env) {
    var limits = Limits.DEFAULT.withOutOfOrderness(OUT_OF_ORDERNESS);
    var rules = new RulesFromKafka(client, topics.rules());
    var source = new RuleSource(rules, new CatalogueCompiler());
    DataStream<RuleUpdate> updates = rules.stream(env);
    var arrivals =
        new InteractionSource(
                client, topics.interactions(), NAME, ArrivalLimits.DEFAULT, OUT_OF_ORDERNESS)
            .stream(env);
    var journeys =
        JourneyTopology.compose(
            arrivals, updates, new JourneyRuntime(source, limits, JourneySettings.DEFAULT));
    var feed = new RuleFeed(updates, source);
    var decisions = InterventionTopology.decide(journeys.signals(), journeys.facts(), feed, clock);
    var alerts = AlertTopology.raise(journeys.signals(), feed);

    var sinks = new KafkaSinks(client, NAME);
    var once = Delivery.AT_LEAST_ONCE;
    sinks.attach(journeys.signals(), topics.signals(), new SignalEncoder(), once, "write-signals");
    sinks.attach(journeys.facts(), topics.facts(), new FactEncoder(), once, "write-facts");
    sinks.attach(journeys.late(), topics.late(), new LateEncoder(), once, "write-late");
    sinks.attach(
        journeys.deadLetters(),
        topics.deadLetters(),
        new DeadLetterEncoder(),
        once,
        "write-dead-letters");
    sinks.attach(
        decisions.triggers(), topics.triggers(), new TriggerEncoder(), once, "write-triggers");
    sinks.attach(alerts, topics.alerts(), new AlertEncoder(), once, "write-alerts");
  }
}
