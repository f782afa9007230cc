package io.waymark.app.backtest;

import io.waymark.app.job.AnomaliesFile;
import io.waymark.app.job.FlinkRequirements;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.app.rules.PublishedRules;
import io.waymark.app.screening.Crawlers;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.alert.AlertSerializer;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.alert.Carts;
import io.waymark.pipeline.anomaly.AnomalyTopology;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.experiment.ExperimentTopology;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyChangeSerializer;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.pulse.PulseTopology;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.wire.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The topologies of the live jobs between files.
 *
 * @param work where parts of the results, state and whatever else the job writes go
 */
record BacktestJob(Path work, int parallelism) {
  private static final String STATE_MEMORY = "256m";

  /** Only how journeys end up is of interest. */
  private static final JourneySettings JOURNEYS =
      JourneySettings.DEFAULT.withSnapshotInterval(Duration.ofDays(365));

  /** Time ends with the events, so what is held back for an interval would never come. */
  private static final Duration AT_EACH_CHANGE = Duration.ZERO;

  StreamExecutionEnvironment environment() throws IOException {
    Configuration flink = new Configuration();
    FlinkRequirements.complete(flink);
    flink.setString("parallelism.default", Integer.toString(parallelism));
    flink.setString("state.backend.rocksdb.localdir", work.resolve("state").toString());
    flink.setString("taskmanager.memory.managed.size", STATE_MEMORY);
    flink.setString("io.tmp.dirs", Files.createDirectories(work.resolve("tmp")).toString());
    flink.setString("restart-strategy.type", "none");
    return StreamExecutionEnvironment.getExecutionEnvironment(flink);
  }

  /** Where the parts of a result go. */
  Path parts(String name) throws IOException {
    return Files.createDirectories(work.resolve(name));
  }

  void compose(
      StreamExecutionEnvironment env,
      LogSource log,
      PublishedRules rules,
      Limits limits,
      ContactPolicy policy,
      @Nullable AnomaliesFile learning)
      throws IOException {
    DataStream<Arrival> arrivals =
        env.fromSource(log, WatermarkStrategy.noWatermarks(), "read-log", ArrivalSerializer.TYPE)
            .uid("read-log")
            .setParallelism(1);
    // All rules are there from the start; the stream of changes has nothing to add.
    DataStream<RuleUpdate> changes =
        env.fromData(
                List.of(rules.updates().get(rules.updates().size() - 1)), RuleUpdateSerializer.TYPE)
            .name("rules")
            .uid("rules")
            .setParallelism(1);
    RuleSource source = new RuleSource(rules, new CatalogueCompiler());
    JourneyTopology.Streams journeys =
        JourneyTopology.compose(
            arrivals, changes, new JourneyRuntime(source, limits, JOURNEYS, Crawlers.AND_DECLARED));
    RuleFeed feed = new RuleFeed(changes, source);
    DataStream<Signal> signals = journeys.signals();
    write(signals, BacktestLines.SIGNALS, "signals");
    InterventionTopology.Decisions decisions =
        InterventionTopology.decide(
            signals,
            journeys.facts(),
            new InterventionTopology.Terms(
                feed, null, policy, JOURNEYS.erasures(), DecisionClock.eventTime()));
    write(decisions.triggers(), BacktestLines.TRIGGERS, "triggers");
    write(decisions.decisions(), BacktestLines.DECISIONS, "decisions");
    ExperimentTopology.Streams measured =
        ExperimentTopology.measure(
            new ExperimentTopology.Input(decisions.decisions(), signals, journeys.facts(), null),
            policy.holdout(),
            JOURNEYS.erasures(),
            AT_EACH_CHANGE);
    write(measured.outcomes(), BacktestLines.OUTCOMES, "outcomes");
    write(measured.experiments(), BacktestLines.EXPERIMENTS, "experiments");
    AlertTopology.Input noticed =
        new AlertTopology.Input(signals, journeys.facts(), Carts.of(List.of(arrivals)), null, null);
    write(alerts(noticed, feed), BacktestLines.ALERTS, "alerts");
    write(journeys.changes(), BacktestLines.JOURNEYS, "journeys");
    write(journeys.deadLetters(), BacktestLines.DEAD_LETTERS, "dead-letters");
    write(journeys.late(), BacktestLines.LATE, "late");
    if (learning != null) {
      learn(env, arrivals, learning);
    }
  }

  /** What the live job would have learnt. */
  private void learn(
      StreamExecutionEnvironment env, DataStream<Arrival> arrivals, AnomaliesFile anomalies)
      throws IOException {
    // What journeys say is not learnt: they know when the log ends, and not that all is over then.
    DataStream<JourneyChange> journeys =
        env.fromData(JourneyChangeSerializer.TYPE, new JourneyChange("", 0, null))
            .name("no-journeys")
            .uid("no-journeys");
    DataStream<Pulse> pulses =
        PulseTopology.measure(
            Map.of("log", arrivals),
            journeys,
            new PulseTopology.Terms(
                Crawlers.AND_DECLARED,
                JOURNEYS.erasures().salt(),
                JOURNEYS.timeToLive(),
                ContactGoal.STANDARD));
    write(
        AnomalyTopology.learn(pulses, anomalies),
        BacktestLines.normals(anomalies.load().calendar().zone()),
        "normals");
  }

  /** As they were told: lines of a file are not taken back. */
  private static DataStream<Alert> alerts(AlertTopology.Input noticed, RuleFeed rules) {
    FlatMapFunction<AlertChange, Alert> told =
        (change, out) -> {
          if (change.alert() != null) {
            out.collect(change.alert());
          }
        };
    return AlertTopology.raise(noticed, rules, ErasureSettings.DEFAULT, AnomaliesFile.SHIPPED)
        .changes()
        .flatMap(told, AlertSerializer.TYPE)
        .uid("told-alerts")
        .name("told-alerts");
  }

  private <T> void write(DataStream<T> stream, LineFilesSink.Lines<T> lines, String name)
      throws IOException {
    stream
        .sinkTo(new LineFilesSink<>(parts(name).toString(), lines))
        .name(name)
        .uid("write-" + name);
  }
}
