package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waymark.app.cluster.FlinkJob;
import io.waymark.domain.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disks that a job needs are full, have no room for another file, or refuse to be written to
 * for a while: those of checkpoints, and the one that RocksDB works on. {@code
 * -Dwaymark.e2e.outage=PT30S} has each last longer.
 */
@Timeout(900)
class StorageE2E {
  private static final Duration OUTAGE =
      Profile.duration("waymark.e2e.outage", Duration.ofSeconds(1));
  private static final int CHECKPOINTS_MB = 64;

  /** The job's jar lies there, too, once for each process. */
  private static final int WORK_MB = 384;

  @TempDir Path folder;

  @Test
  void aDiskThatIsFullOrCrowdedOrReadOnlyForAWhileCostsNothing() {
    assumeTrue(
        SmallDisk.canBeMade(folder),
        "a small disk of its own needs Linux, root and the command mount");
    Load load = Load.of(12_000);
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(10);
    try (SmallDisk work = SmallDisk.at(folder.resolve("cluster").resolve("tmp"), WORK_MB);
        SmallDisk checkpoints = SmallDisk.at(folder.resolve("checkpoints"), CHECKPOINTS_MB);
        TestCluster cluster = TestCluster.start(folder);
        Installation installation = new Installation(folder, cluster.servers())) {
      installation.createTopics();
      installation.pushRules();
      try (SteadyFeed feed = SteadyFeed.start(installation, arriving, 0.2);
          Topic<String> signals = Topic.signals(installation)) {
        cluster.run(installation, 2, "--fresh");
        signals.awaitMoreThan(0, cluster::output);

        FlinkJob before = cluster.awaitWell(System.currentTimeMillis());
        // What older checkpoints leave is taken, too, until the next does not fit.
        await(cluster, checkpoints::fill, fails(before));
        checkpoints.free();
        cluster.awaitWell(System.currentTimeMillis());

        feed.upTo(0.5);
        FlinkJob holding = cluster.awaitWell(System.currentTimeMillis());
        checkpoints.readOnly(true);
        await(cluster, () -> {}, startsAgain(holding));
        checkpoints.readOnly(false);
        cluster.awaitWell(System.currentTimeMillis());

        feed.upTo(0.6);
        FlinkJob crowded = cluster.awaitWell(System.currentTimeMillis());
        await(cluster, checkpoints::fillWithFiles, startsAgain(crowded));
        checkpoints.freeFiles();
        cluster.awaitWell(System.currentTimeMillis());

        feed.upTo(0.7);
        FlinkJob crowding = cluster.awaitWell(System.currentTimeMillis());
        await(cluster, work::fillWithFiles, startsAgain(crowding));
        work.freeFiles();
        cluster.up();
        cluster.awaitWell(System.currentTimeMillis());

        feed.upTo(0.8);
        FlinkJob again = cluster.awaitWell(System.currentTimeMillis());
        await(cluster, work::fill, startsAgain(again));
        work.free();
        // A process that could not go on has ended.
        cluster.up();
        cluster.awaitWell(System.currentTimeMillis());

        feed.finish();
        signals.awaitAll(expected, cluster::output);
        cluster.awaitWell(System.currentTimeMillis());
        assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
        long sent = arriving.stream().mapToLong(List::size).sum();
        JobMetrics metrics = new JobMetrics(cluster.web());
        metrics.awaitBalanceOfLoad(sent, Duration.ofSeconds(60), cluster::output);
      }
    }
  }

  /** Until that has come, and the outage has lasted. */
  private static void await(TestCluster cluster, Runnable meanwhile, Predicate<FlinkJob> harm) {
    long ends = System.nanoTime() + OUTAGE.toNanos();
    boolean[] harmed = {false};
    Await.until(
        "a job that suffers",
        OUTAGE.plusSeconds(120),
        () -> {
          meanwhile.run();
          harmed[0] |= cluster.job().filter(harm).isPresent();
          return harmed[0] && System.nanoTime() > ends;
        },
        () -> cluster.status() + "\n" + cluster.output());
  }

  private static Predicate<FlinkJob> fails(FlinkJob before) {
    return job -> job.failedCheckpoints() > before.failedCheckpoints();
  }

  /** More checkpoints fail in a row than the job takes. */
  private static Predicate<FlinkJob> startsAgain(FlinkJob before) {
    return job -> job.restarts() > before.restarts();
  }
}
