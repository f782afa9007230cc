package io.waymark.app.demo;

import io.waymark.app.format.NamedFormat;
import io.waymark.app.job.AnomaliesFile;
import io.waymark.app.job.Composition;
import io.waymark.app.job.JobSettings;
import io.waymark.app.job.KafkaAccess;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.ResultSource;
import io.waymark.app.kafka.Topics;
import io.waymark.app.screening.Crawlers;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.alert.Carts;
import io.waymark.pipeline.anomaly.InterventionHealth;
import io.waymark.pipeline.anomaly.LearntSource;
import io.waymark.pipeline.delivery.DeliveryTopology;
import io.waymark.pipeline.delivery.Senders;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.DecisionSerializer;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.time.OnArrival;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The jobs of production in one: from the interactions topic to alerts and triggers, and to who is
 * told of them.
 *
 * @param anomalies what is normal there
 */
record DemoJob(
    Properties client,
    Topics topics,
    DecisionClock clock,
    Senders senders,
    AnomaliesFile anomalies) {
  private static final String NAME = "demo";
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);

  /** In what time after a decision the demo looks whether it has helped. */
  static final Duration OUTCOME_WITHIN = Duration.ofMinutes(2);

  void compose(StreamExecutionEnvironment env) {
    var job = new Composition(env, settings(), NAME);
    var rules = job.rules();
    var pauses = job.pauses();
    var interactions = job.interactions();
    var noticed = job.journeys(interactions, rules);
    var decided = job.triggers(noticed.signals(), noticed.facts(), rules, pauses, clock);
    var outcomes =
        job.outcomes(
            watchedBriefly(decided.decisions()), noticed.signals(), noticed.facts(), pauses);
    ResultSource results = job.results(ResultSource.Time.WRITTEN);
    var attempts =
        job.deliveries(
            new DeliveryTopology.Input(
                now(decided.triggers(), "triggers-now"),
                results.alerts(env, topics.alerts()).elements(),
                now(noticed.facts(), "facts-now"),
                results.redeliveries(env, topics.redeliveries()).elements()),
            senders);
    var carts = Carts.of(interactions.values());
    var anomalies = job.pulses(interactions, noticed.changes(), noticed.signals());
    var interventions =
        job.interventions(new InterventionHealth.Input(decided.decisions(), outcomes, attempts));
    job.alerts(
        new AlertTopology.Input(
            noticed.signals(), noticed.facts(), carts, anomalies, interventions),
        rules);
  }

  /** Nobody who looks on waits a week for what became of it. */
  private static DataStream<Decision> watchedBriefly(DataStream<Decision> decisions) {
    return decisions
        .map(decision -> decision.watchedFor(OUTCOME_WITHIN.toMillis()), DecisionSerializer.TYPE)
        .uid("watched-briefly")
        .name("watched-briefly");
  }

  /** The shop's time may be behind; what is decided comes at once all the same. */
  private static <T> DataStream<T> now(DataStream<T> stream, String id) {
    return stream
        .assignTimestampsAndWatermarks(OnArrival.strategy(InstantSource.system()))
        .uid(id)
        .name(id);
  }

  private JobSettings settings() {
    return new JobSettings(
        client.getProperty("bootstrap.servers"),
        KafkaAccess.PLAIN,
        topics,
        null,
        List.of(
            new InteractionSource.Topic(
                topics.interactions(), NamedFormat.WAYMARK, OUT_OF_ORDERNESS)),
        OUT_OF_ORDERNESS,
        // The broker has this machine's own clock.
        Duration.ZERO,
        Limits.DEFAULT.eventsPerMinute(),
        Limits.DEFAULT.device(),
        ArrivalLimits.DEFAULT,
        JourneySettings.DEFAULT,
        Crawlers.AND_DECLARED,
        Delivery.AT_LEAST_ONCE,
        // What was decided is seen at once, not with the next checkpoint.
        Delivery.AT_LEAST_ONCE,
        // It is shown at any hour.
        SettingsDocuments.CONTACT.shipped().atAnyHour(),
        anomalies,
        LearntSource.NONE,
        ContactGoal.STANDARD);
  }
}
