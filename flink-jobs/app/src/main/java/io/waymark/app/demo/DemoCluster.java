package io.waymark.app.demo;

import io.waymark.app.job.FlinkRequirements;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A Flink cluster in this process, with its web UI on a free port, and the one job it runs. */
final class DemoCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);

  private final MiniCluster cluster;
  private final URI webUi;
  private final JobID job;
  private final CompletableFuture<JobResult> result;

  private DemoCluster(MiniCluster cluster, URI webUi, JobID job) {
    this.cluster = cluster;
    this.webUi = webUi;
    this.job = job;
    this.result = cluster.requestJobResult(job);
  }

  /**
   * Starts the cluster and the job.
   *
   * @param work where its state, checkpoints and temporary files go
   */
  static DemoCluster start(DemoJob job, int parallelism, Path work, MetricBoard board) {
    Configuration flink = configuration(parallelism, work);
    board.attachTo(flink);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    try {
      cluster.start();
      URI webUi = cluster.getRestAddress().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      job.compose(env);
      JobID id =
          cluster
              .submitJob(env.getStreamGraph())
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .getJobID();
      return new DemoCluster(cluster, webUi, id);
    } catch (Exception e) {
      end(cluster.closeAsync());
      throw new DemoFailed("Flink could not be started: " + rootMessage(e), e);
    }
  }

  private static Configuration configuration(int parallelism, Path work) {
    Configuration flink = new Configuration();
    FlinkRequirements.complete(flink);
    flink.setString("parallelism.default", Integer.toString(parallelism));
    flink.setString("pipeline.name", "waymark demo");
    flink.setString("state.backend.rocksdb.localdir", work.resolve("state").toString());
    flink.setString("taskmanager.memory.managed.size", "256m");
    flink.setString("execution.checkpointing.interval", "5s");
    flink.setString("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
    flink.setString("restart-strategy.type", "fixed-delay");
    flink.setString("restart-strategy.fixed-delay.attempts", "3");
    flink.setString("restart-strategy.fixed-delay.delay", "1s");
    flink.setString("io.tmp.dirs", work.resolve("flink").toString());
    flink.setString("rest.address", "localhost");
    flink.setString("rest.bind-address", "localhost");
    flink.setString("rest.bind-port", "0");
    flink.setString("web.submit.enable", "false");
    return flink;
  }

  URI webUi() {
    return webUi;
  }

  /** Why the job runs no more, if that is so. */
  @Nullable String failure() {
    if (!result.isDone()) {
      return null;
    }
    return result
        .handle(
            (finished, failed) ->
                failed != null
                    ? rootMessage(failed)
                    : finished
                        .getSerializedThrowable()
                        .map(DemoCluster::rootMessage)
                        .orElse("the job has ended"))
        .join();
  }

  @Override
  public void close() {
    // What interrupted the start must not interrupt the end, or files would be left behind.
    Thread.interrupted();
    end(cluster.cancelJob(job));
    end(result);
    end(cluster.closeAsync());
  }

  /** Waits for an end a while; there is nothing more to do about one that fails. */
  private static void end(CompletableFuture<?> ending) {
    try {
      ending.get(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // All it holds is in the folder that is removed next, or ends with this process.
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
