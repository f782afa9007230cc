package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.ClusterSize;
import io.waymark.app.cluster.ClusterStatus;
import io.waymark.app.cluster.Distribution;
import io.waymark.app.cluster.FlinkJob;
import io.waymark.app.cluster.LocalCluster;
import io.waymark.app.cluster.ProcessSignal;
import io.waymark.app.job.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster of processes with one job on it, as {@code waymark cluster} makes one; gone at the end.
 */
final class TestCluster implements AutoCloseable {
  private static final Duration RECOVERY = Duration.ofSeconds(120);
  private static final int TAIL = 20_000;

  private final LocalCluster cluster;
  private final Thread hook = new Thread(this::down);

  TestCluster(LocalCluster cluster) {
    this.cluster = cluster;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A new one on free ports. */
  static TestCluster start(Path folder) {
    return start(folder, ClusterSize.USUAL);
  }

  /** The same of this size. */
  static TestCluster start(Path folder, ClusterSize size) {
    return start(folder, size, LocalCluster.Ports.FREE);
  }

  /** A new one whose processes can be cut off. */
  static TestCluster startInNamespaces(Path folder) {
    return start(folder, ClusterSize.USUAL, LocalCluster.Ports.NAMESPACES);
  }

  private static TestCluster start(Path folder, ClusterSize size, LocalCluster.Ports ports) {
    try {
      TestCluster started =
          new TestCluster(LocalCluster.inOrNew(folder.resolve("cluster"), size, ports));
      started.up();
      return started;
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts what was killed. */
  void up() {
    try {
      cluster.up(Distribution.in(Build.home()), said -> {});
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  void kill(String process) {
    signal(process, ProcessSignal.KILL);
  }

  void signal(String process, ProcessSignal signal) {
    try {
      cluster.signal(process, signal);
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Cuts a process off from all others, or lets it reach them again. */
  void cut(String process, boolean off) {
    try {
      cluster.cut(process, off);
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Submits the installation's JourneyJob, waits until it runs well, and answers its id. */
  String run(Installation installation, int parallelism, String... more) {
    submit(installation, Job.JOURNEY, parallelism, more);
    return awaitWell(0).id();
  }

  /** Submits a job of the installation. */
  void submit(Installation installation, Job job, int parallelism, String... more) {
    String[] options =
        Stream.concat(Stream.of("--target", web().toString()), Stream.of(more))
            .toArray(String[]::new);
    try (Child submission = installation.run(job, parallelism, options)) {
      assertThat(submission.exitCode()).as(submission.output()).isZero();
    }
  }

  String servers() {
    return cluster.bootstrapServers();
  }

  URI web() {
    return cluster.web();
  }

  ClusterStatus status() {
    try {
      return cluster.status();
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the process of that name runs. */
  ClusterStatus.State state(String process) {
    return status().processes().stream()
        .filter(one -> one.name().equals(process))
        .map(ClusterStatus.Process::state)
        .findFirst()
        .orElseThrow();
  }

  /** The process of that name, which runs. */
  long pid(String process) {
    return status().processes().stream()
        .filter(one -> one.name().equals(process))
        .map(one -> Objects.requireNonNull(one.pid(), process + " does not run"))
        .findFirst()
        .orElseThrow();
  }

  /** Ends the job with a savepoint, and answers its path. */
  String stopWithSavepoint() {
    try {
      return cluster.flink().savepoint(job().orElseThrow().id(), cluster.savepoints(), true);
    } catch (IOException | ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** All jobs that have not ended. */
  List<FlinkJob> jobs() {
    try {
      return cluster.flink().jobs();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only job there is; empty if there is none, or nobody answers. */
  Optional<FlinkJob> job() {
    try {
      List<FlinkJob> jobs = cluster.flink().jobs();
      assertThat(jobs).hasSizeLessThan(2);
      return jobs.stream().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Waits until the whole job runs and has completed a checkpoint since.
   *
   * @param since epoch milliseconds
   */
  FlinkJob awaitWell(long since) {
    Await.until(
        "a job that runs and has a new checkpoint",
        RECOVERY,
        () -> job().filter(job -> isWell(job, since)).isPresent(),
        () -> status() + "\n" + output());
    return job().orElseThrow();
  }

  /** Waits until the job has been started again, and runs well. */
  FlinkJob awaitRestart() {
    Await.until(
        "a job that is started again",
        RECOVERY,
        () -> job().filter(job -> job.restarts() > 0).isPresent(),
        this::output);
    return awaitWell(System.currentTimeMillis());
  }

  private static boolean isWell(FlinkJob job, long since) {
    FlinkJob.Checkpoint last = job.checkpoint();
    return job.allRuns() && last != null && last.completedAt() >= since;
  }

  /** The last of what the processes of Flink say. */
  String output() {
    StringBuilder all = new StringBuilder();
    for (ClusterStatus.Process process : status().processes()) {
      try {
        String text = Files.readString(process.log(), StandardCharsets.ISO_8859_1);
        all.append("--- ").append(process.name()).append('\n');
        all.append(text.substring(Math.max(0, text.length() - TAIL)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }

  private void down() {
    try {
      cluster.down(said -> {});
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody else has ended it for good. */
  void forget() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    // Nobody goes on from here, and an end in order takes its time.
    for (ClusterStatus.Process process : status().processes()) {
      if (process.state() != ClusterStatus.State.GONE) {
        kill(process.name());
      }
    }
    down();
  }
}
