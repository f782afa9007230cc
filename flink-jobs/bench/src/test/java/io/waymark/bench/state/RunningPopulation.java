package io.waymark.bench.state;

import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.bench.contender.Figures;
import io.waymark.bench.process.ShippedConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job on a cluster in this process, with JourneyJob's shipped settings. */
final class RunningPopulation implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 600;

  /** Slower than any machine should be. */
  private static final long PER_SECOND = 5_000;

  private static final long END_SECONDS = 20;

  private static final long POLL_MILLIS = 100;

  private final MiniCluster cluster;
  private final Figures figures;
  private final JobID job;
  private final CompletableFuture<JobResult> result;

  private RunningPopulation(MiniCluster cluster, Figures figures, JobID job) {
    this.cluster = cluster;
    this.figures = figures;
    this.job = job;
    this.result = cluster.requestJobResult(job);
  }

  /**
   * Starts it.
   *
   * @param changes to the shipped configuration
   */
  static RunningPopulation start(
      Population population, int parallelism, Path work, Map<String, String> changes)
      throws Exception {
    Map<String, String> config = ShippedConfig.local(work);
    config.put("waymark.bootstrap-servers", "nowhere:9092");
    config.put("parallelism.default", Integer.toString(parallelism));
    // Checkpoints are taken when the bench asks for them.
    config.put("execution.checkpointing.interval", "7d");
    config.put("rest.bind-port", "0");
    config.putAll(changes);
    Configuration flink =
        JobConfig.load(Job.JOURNEY, ShippedConfig.write(work.resolve("journey.yaml"), config))
            .flink();
    Figures figures = Figures.open();
    figures.attachTo(flink);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    cluster.start();
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
    PopulationJob.compose(env, population);
    return new RunningPopulation(
        cluster,
        figures,
        cluster.submitJob(env.getStreamGraph()).get(PATIENCE_SECONDS, TimeUnit.SECONDS).getJobID());
  }

  /** Why it runs no more; null while it does. */
  @Nullable String failure() {
    return result.isDone() ? String.valueOf(result.join().getSerializedThrowable()) : null;
  }

  /** Waits until so many events are done. */
  void await(long events) throws Exception {
    Progress.await(
        Population.time(events - 1), PATIENCE_SECONDS + events / PER_SECOND, this::failure);
  }

  /** Waits until so many journeys have been written because their customers were quiet. */
  void awaitWritten(long journeys) throws InterruptedException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (figures.sum(Figures.WRITES) < journeys) {
      if (result.isDone() || System.nanoTime() > patience) {
        throw new IllegalStateException(
            "%,d of %,d journeys written".formatted(figures.sum(Figures.WRITES), journeys));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Takes a checkpoint and answers Flink's own figures of it. */
  CompletedCheckpointStats checkpoint(CheckpointType type) throws Exception {
    long id = cluster.triggerCheckpoint(job, type).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    AbstractCheckpointStats stats =
        cluster
            .getArchivedExecutionGraph(job)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .getCheckpointStatsSnapshot()
            .getHistory()
            .getCheckpointById(id);
    if (stats instanceof CompletedCheckpointStats completed) {
      return completed;
    }
    throw new IllegalStateException("checkpoint " + id + " is not complete: " + stats);
  }

  /** Ends the job; the cluster ends with the process. */
  @Override
  public void close() {
    // What it holds is deleted with the folder, whether or not it ends in order.
    figures.close();
    cluster.cancelJob(job).completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS).join();
  }
}
