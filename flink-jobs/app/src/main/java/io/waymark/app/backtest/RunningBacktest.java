package io.waymark.app.backtest;

import io.waymark.app.format.ExperimentJsonReader;
import io.waymark.app.rules.PublishedRules;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.friction.Limits;
import io.waymark.pipeline.journey.JourneyTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A backtest at work: its input sorted if wanted, the job, its parts brought into order. One thread
 * calls {@link #finish}; another may ask how far it has come.
 */
public final class RunningBacktest implements AutoCloseable {
  private final Backtest backtest;
  private final PublishedRules rules;
  private final Limits limits;
  private final WorkDirectory work;
  private final Reading reading = Reading.open();
  private volatile @Nullable JobClient job;
  private volatile boolean stopped;

  RunningBacktest(Backtest backtest, PublishedRules rules, Limits limits) throws IOException {
    this.backtest = backtest;
    this.rules = rules;
    this.limits = limits;
    this.work = WorkDirectory.create("waymark-backtest", this::stop);
  }

  /** Bytes read so far. With sorting, all is read twice, the second time from a larger copy. */
  public long bytesRead() {
    return reading.bytes();
  }

  /** Events read so far, not counting those that are only being sorted. */
  public long eventsRead() {
    return reading.events();
  }

  /**
   * Runs to the end and writes the results.
   *
   * @throws IOException if a file cannot be read or written
   * @throws CancellationException if the process is being stopped
   */
  public BacktestSummary finish() throws IOException, InterruptedException {
    LogFiles files = files();
    BacktestJob composed = new BacktestJob(work.path(), backtest.parallelism());
    StreamExecutionEnvironment env = composed.environment();
    LogSource source =
        new LogSource(
            files, backtest.outOfOrderness().toMillis(), backtest.until(), reading.name());
    composed.compose(env, source, rules, limits, backtest.policy(), backtest.learning());
    return written(composed, run(env));
  }

  private LogFiles files() throws IOException {
    List<EventFile> events = backtest.events().stream().map(EventFile::absolute).toList();
    if (!backtest.sort()) {
      return new LogFiles(events, null, backtest.largestRecord());
    }
    Path copy = work.path().resolve("sorted-log");
    SortedLog.sort(
        events,
        backtest.largestRecord(),
        Files.createDirectories(work.path().resolve("sorting")),
        copy,
        reading::bytes);
    return new LogFiles(events, copy.toString(), backtest.largestRecord());
  }

  private JourneyTotals run(StreamExecutionEnvironment env)
      throws IOException, InterruptedException {
    try {
      JobClient running = env.executeAsync("backtest");
      job = running;
      return JourneyTotals.of(running.getJobExecutionResult().get());
    } catch (InterruptedException e) {
      throw e;
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (Exception e) {
      throw new IllegalStateException("the job could not be started", e);
    }
  }

  private IOException failure(Throwable failed) {
    if (stopped) {
      throw new CancellationException();
    }
    IOException trouble = null;
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (trouble == null && cause instanceof IOException io) {
        trouble = io;
      }
    }
    if (trouble == null) {
      throw new IllegalStateException("the job failed", failed);
    }
    return trouble;
  }

  private BacktestSummary written(BacktestJob composed, JourneyTotals totals) throws IOException {
    BacktestSummary.Tally tally = BacktestSummary.tally();
    write(composed, "signals", tally::signal);
    long triggers = write(composed, "triggers", key -> {});
    long alerts = write(composed, "alerts", tally::alert);
    long dead = write(composed, "dead-letters", key -> {});
    if (write(composed, "late", key -> {}) == 0) {
      Files.delete(result("late"));
    }
    SortedLines.mergeLatest(composed.parts("journeys"), result("journeys"));
    if (backtest.learning() != null) {
      write(composed, "normals", key -> {});
    }
    write(composed, "decisions", tally::decision);
    List<ExperimentResult> experiments = experiments(composed);
    return tally.summary(
        new BacktestSummary.Counts(
            reading.events() + reading.others(),
            totals,
            dead,
            triggers,
            alerts,
            reading.disordered(),
            reading.fittingBound()),
        backtest.outOfOrderness(),
        experiments);
  }

  /** Without any there is no file of them either. */
  private List<ExperimentResult> experiments(BacktestJob composed) throws IOException {
    Path file = result("experiments");
    SortedLines.mergeLatest(composed.parts("experiments"), file);
    long outcomes = write(composed, "outcomes", key -> {});
    List<ExperimentResult> experiments = ExperimentJsonReader.readAll(file);
    if (outcomes == 0) {
      Files.delete(file);
      Files.delete(result("outcomes"));
    }
    return experiments;
  }

  private long write(BacktestJob composed, String name, Consumer<String> onKey) throws IOException {
    long[] lines = new long[1];
    SortedLines.merge(
        composed.parts(name),
        result(name),
        key -> {
          lines[0]++;
          onKey.accept(key);
        });
    return lines[0];
  }

  private Path result(String name) {
    return backtest.out().resolve(name + ".jsonl");
  }

  /** The process ends: the job must not write any more. */
  private void stop() {
    stopped = true;
    JobClient running = job;
    if (running != null) {
      running.cancel().join();
    }
  }

  @Override
  public void close() {
    reading.close();
    work.close();
  }
}
