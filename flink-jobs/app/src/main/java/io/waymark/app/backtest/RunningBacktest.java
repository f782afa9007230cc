package io.waymark.app.backtest;

import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.app.rules.PublishedRules;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.alert.AlertTopology;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.journey.RuleUpdate;
import io.waymark.pipeline.journey.RuleUpdateSerializer;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.wire.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A backtest at work. Its parts go to a working directory and are brought into order at the end.
 */
public final class RunningBacktest implements AutoCloseable {
  private final Backtest backtest;
  private final Path work;
  private final Reading reading;
  private final JobClient job;

  private RunningBacktest(Backtest backtest, Path work, Reading reading, JobClient job) {
    this.backtest = backtest;
    this.work = work;
    this.reading = reading;
    this.job = job;
  }

  static RunningBacktest start(
      Backtest backtest, Path work, PublishedRules rules, CatalogueCompiler compiler)
      throws IOException {
    Reading reading = Reading.open();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(backtest, work));
    compose(backtest, env, work, reading.name(), rules, compiler);
    try {
      return new RunningBacktest(backtest, work, reading, env.executeAsync("backtest"));
    } catch (Exception e) {
      throw new IOException("the backtest could not be started: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(Backtest backtest, Path work) {
    Configuration flink = new Configuration();
    flink.setString("parallelism.default", Integer.toString(backtest.parallelism()));
    flink.setString("pipeline.max-parallelism", "720");
    flink.setString("pipeline.generic-types", "false");
    flink.setString("pipeline.auto-generate-uids", "false");
    flink.setString("pipeline.object-reuse", "true");
    flink.setString("state.backend.type", "rocksdb");
    flink.setString("state.backend.rocksdb.localdir", work.resolve("state").toString());
    flink.setString("taskmanager.memory.managed.size", "256m");
    flink.setString("restart-strategy.type", "none");
    return flink;
  }

  private static void compose(
      Backtest backtest,
      StreamExecutionEnvironment env,
      Path work,
      String reading,
      PublishedRules rules,
      CatalogueCompiler compiler)
      throws IOException {
    DataStream<Arrival> log =
        env.fromSource(
                new LogSource(
                    backtest.events().stream()
                        .map(file -> file.toAbsolutePath().toString())
                        .toList(),
                    backtest.outOfOrderness().toMillis(),
                    backtest.until(),
                    backtest.largestRecord(),
                    reading),
                WatermarkStrategy.noWatermarks(),
                "read-log",
                ArrivalSerializer.TYPE)
            .uid("read-log")
            .setParallelism(1);
    // All rules are there from the start; the stream of changes has nothing to add.
    DataStream<RuleUpdate> changes =
        env.fromData(
                List.of(rules.updates().get(rules.updates().size() - 1)), RuleUpdateSerializer.TYPE)
            .name("rules")
            .uid("rules")
            .setParallelism(1);
    RuleFeed feed = new RuleFeed(changes, rules, compiler);
    JourneyTopology.Streams journeys =
        JourneyTopology.compose(
            log, changes, new JourneyRuntime(compiler, rules, JourneySettings.DEFAULT));
    DataStream<Signal> signals = journeys.signals();
    write(signals, BacktestLines.SIGNALS, work, "signals");
    write(
        InterventionTopology.decide(signals, journeys.facts(), feed, DecisionClock.eventTime())
            .triggers(),
        BacktestLines.TRIGGERS,
        work,
        "triggers");
    write(AlertTopology.raise(signals, feed), BacktestLines.ALERTS, work, "alerts");
    write(journeys.deadLetters(), BacktestLines.DEAD_LETTERS, work, "dead-letters");
  }

  private static <T> void write(
      DataStream<T> stream, LineFilesSink.Lines<T> lines, Path work, String name)
      throws IOException {
    Path parts = Files.createDirectories(work.resolve(name));
    stream.sinkTo(new LineFilesSink<>(parts.toString(), lines)).name(name).uid("write-" + name);
  }

  /** Bytes of the input read so far, as they are on disk. */
  public long bytesRead() {
    return reading.bytes();
  }

  public long eventsRead() {
    return reading.events();
  }

  /** Waits for the end and writes the results. */
  public BacktestSummary finish() throws IOException {
    try {
      job.getJobExecutionResult().get();
    } catch (Exception e) {
      throw new IOException("the backtest failed: " + rootCause(e), e);
    }
    BacktestSummary.Tally tally = BacktestSummary.tally();
    long[] lines = new long[3];
    SortedLines.merge(work.resolve("signals"), result("signals"), tally::signal);
    SortedLines.merge(work.resolve("triggers"), result("triggers"), key -> lines[0]++);
    SortedLines.merge(work.resolve("alerts"), result("alerts"), key -> lines[1]++);
    SortedLines.merge(work.resolve("dead-letters"), result("dead-letters"), key -> lines[2]++);
    return tally.summary(
        new BacktestSummary.Counts(
            reading.events() + reading.dead(),
            0,
            0,
            lines[2],
            lines[0],
            lines[1],
            reading.disordered(),
            reading.fittingBound()),
        backtest.outOfOrderness());
  }

  private Path result(String name) {
    return backtest.out().resolve(name + ".jsonl");
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause);
  }

  @Override
  public void close() throws IOException {
    reading.close();
    FileUtils.deleteDirectory(work.toFile());
  }
}
