package io.waymark.app.run;

import io.waymark.app.job.JobConfig;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A job on a Flink cluster within this process. */
public final class LocalRun implements AutoCloseable {
  private static final long LAST_CHECKPOINT_SECONDS = 10;
  private static final long CANCEL_SECONDS = 10;
  private static final Duration METRICS = Duration.ofSeconds(1);

  private final MiniCluster cluster;
  private final JobClient job;
  private final TaskManagerWatch watch;

  private LocalRun(MiniCluster cluster, JobClient job) {
    this.cluster = cluster;
    this.job = job;
    this.watch = TaskManagerWatch.over(cluster);
  }

  /** Starts the job and waits until Flink has taken it. */
  public static LocalRun start(JobConfig config) throws CannotRun {
    Configuration flink = new Configuration(config.flink());
    flink.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
    flink.set(DeploymentOptions.ATTACHED, true);
    flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS);
    setUnlessSaid(flink, RestOptions.BIND_PORT, "0");
    // Flink asks nobody who he is; by itself it answers on all addresses, and takes programs to
    // run.
    setUnlessSaid(flink, RestOptions.BIND_ADDRESS, "localhost");
    setUnlessSaid(flink, WebOptions.SUBMIT_ENABLE, false);
    CompletableFuture<MiniCluster> cluster = new CompletableFuture<>();
    try {
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      config.job().compose(env, config.settings());
      StreamGraph graph = env.getStreamGraph();
      graph.setJobName(config.job().title());
      JobClient job =
          LocalExecutor.createWithFactory(
                  flink,
                  made -> {
                    MiniCluster own = new MiniCluster(made);
                    cluster.complete(own);
                    return own;
                  })
              .execute(graph, flink, LocalRun.class.getClassLoader())
              .get();
      return new LocalRun(cluster.get(), job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    } catch (Exception e) {
      throw new CannotRun("the job could not be started: " + Reasons.of(e), e);
    }
  }

  private static <T> void setUnlessSaid(Configuration flink, ConfigOption<T> option, T value) {
    if (!flink.contains(option)) {
      flink.set(option, value);
    }
  }

  public JobID id() {
    return job.getJobID();
  }

  /** Flink's web page and REST interface. */
  public URI web() throws CannotRun {
    try {
      return cluster.getRestAddress().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    } catch (ExecutionException e) {
      throw new CannotRun("Flink's web page did not start: " + Reasons.of(e), e);
    }
  }

  /** Waits for the job's end, which for a job over topics is its failure. */
  public void await() throws CannotRun {
    try {
      job.getJobExecutionResult().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    } catch (ExecutionException e) {
      throw new CannotRun("the job failed: " + Reasons.of(e), e);
    }
  }

  /** Takes a last checkpoint if that is quickly done, so that little is read again, and ends. */
  @Override
  public void close() {
    watch.close();
    if (!cluster.isRunning()) {
      // The job has failed, and its cluster has ended with it.
      return;
    }
    quietly(cluster.triggerCheckpoint(id()), LAST_CHECKPOINT_SECONDS);
    quietly(job.cancel(), CANCEL_SECONDS);
    quietly(cluster.closeAsync(), CANCEL_SECONDS);
  }

  private static void quietly(CompletableFuture<?> step, long seconds) {
    try {
      step.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The process ends anyway; what was not saved is read again.
    }
  }
}
