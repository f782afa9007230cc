package io.waymark.app.cluster;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is.
 *
 * @param jobs null if no JobManager answers
 */
public record ClusterStatus(List<Process> processes, @Nullable List<FlinkJob> jobs) {

  /**
   * A process of the cluster.
   *
   * @param pid null of one that does not run
   * @param startedAt epoch milliseconds; null of one that does not run
   * @param starts how often it has been started
   * @param address where it listens; empty if nobody connects to it
   * @param metrics where its figures are read; empty if it has none
   */
  public record Process(
      String name,
      State state,
      @Nullable Long pid,
      @Nullable Long startedAt,
      int starts,
      String address,
      String metrics,
      Path log) {}

  /** How a process is. */
  public enum State {
    RUNNING,
    /** Stopped by a signal: it holds all it has, and answers nobody. */
    FROZEN,
    GONE
  }

  /** Whether every process runs, and every task of every job. */
  public boolean isWell() {
    return processes.stream().allMatch(process -> process.state() == State.RUNNING)
        && jobs != null
        && jobs.stream().allMatch(FlinkJob::allRuns);
  }
}
