package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waymark.app.cluster.FlinkJob;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that run on while nobody reaches them, each in a network namespace of its own. */
@Timeout(300)
class CutOffE2E {
  @TempDir Path folder;

  @Test
  void aTaskManagerAndABrokerThatAreCutOffForAWhileCostNothing() throws Exception {
    assumeTrue(canMakeNamespaces(), "network namespaces need Linux, root and the command ip");
    Load load = Load.of(12_000);
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(8);
    try (TestCluster cluster = TestCluster.startInNamespaces(folder);
        Installation installation = new Installation(folder, cluster.servers())) {
      installation.createTopics();
      installation.pushRules();
      try (SteadyFeed feed = SteadyFeed.start(installation, arriving, 0.2);
          Topic<String> signals = Topic.signals(installation)) {
        cluster.run(installation, 2, "--fresh");
        signals.awaitMoreThan(0, cluster::output);

        cluster.cut("taskmanager-1", true);
        cluster.awaitRestart();
        cluster.cut("taskmanager-1", false);

        feed.upTo(0.6);
        cluster.cut("broker", true);
        Await.until(
            "checkpoints that wait",
            Duration.ofSeconds(60),
            () -> cluster.job().filter(CutOffE2E::waits).isPresent(),
            cluster::output);
        cluster.cut("broker", false);
        cluster.awaitWell(System.currentTimeMillis());

        feed.finish();
        signals.awaitAll(expected, cluster::output);
        cluster.awaitWell(System.currentTimeMillis());
        assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
      }
    }
  }

  /** There is one each second while all is well. */
  private static boolean waits(FlinkJob job) {
    FlinkJob.Checkpoint last = job.checkpoint();
    return last != null && System.currentTimeMillis() - last.completedAt() > 5_000;
  }

  /** Whether this process may, and has what it takes. One at a time, as there is one name. */
  static synchronized boolean canMakeNamespaces() throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "sh", "-c", "ip netns add waymark-probe && ip netns delete waymark-probe")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
