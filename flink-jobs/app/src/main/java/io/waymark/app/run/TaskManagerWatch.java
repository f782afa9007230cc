package io.waymark.app.run;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts another TaskManager when a cluster within this process has none any more. Flink ends one
 * on what it calls a fatal error; on a real cluster its process ends and whoever looks after
 * processes starts it again, but here nobody does, and a job would wait for it without a word.
 */
final class TaskManagerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskManagerWatch.class);

  /** Longer than a new one takes to be known. */
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final MiniCluster cluster;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "task-manager-watch");
            thread.setDaemon(true);
            return thread;
          });

  private TaskManagerWatch(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** Watches the cluster, which has its TaskManager, until the watch is closed. */
  static TaskManagerWatch over(MiniCluster cluster) {
    TaskManagerWatch watch = new TaskManagerWatch(cluster);
    long period = PERIOD.toMillis();
    watch.clock.scheduleWithFixedDelay(watch::look, period, period, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      int left =
          cluster
              .requestClusterOverview()
              .get(PERIOD.toMillis(), TimeUnit.MILLISECONDS)
              .getNumTaskManagersConnected();
      if (left == 0) {
        LOG.warn("The TaskManager has ended, see above; another one is started.");
        cluster.startTaskManager();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      LOG.debug("The cluster does not say how it is, or ends.", e);
    } catch (Exception e) {
      LOG.warn("No TaskManager could be started; it is tried again.", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
