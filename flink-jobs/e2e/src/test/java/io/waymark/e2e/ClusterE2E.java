package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.domain.event.Event;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ClusterE2E {
  @TempDir Path folder;

  @Test
  void theJobJarOnAStandaloneClusterFindsWhatTheBacktestFindsThoughATaskManagerIsKilled() {
    Load load = Load.of(Load.size());
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(3);
    try (Installation installation = new Installation(folder);
        StandaloneCluster cluster = new StandaloneCluster(folder)) {
      installation.createTopics();
      installation.pushRules();
      installation.send(arriving, 0, 0.3);
      try (Child submission = installation.run(Job.JOURNEY, 2, "--target", cluster.address())) {
        assertThat(submission.exitCode()).as(submission.output()).isZero();
        assertThat(submission.output()).contains("journey is running on " + cluster.address());
      }
      try (Topic<String> signals = Topic.signals(installation)) {
        signals.awaitMoreThan(0, cluster::output);
        installation.awaitCheckpoints(1, cluster::output);

        installation.send(arriving, 0.3, 0.6);
        cluster.replaceTaskManager();
        installation.send(arriving, 0.6, 1);

        signals.awaitAll(expected, cluster::output);
        installation.awaitCheckpoints(2, cluster::output);
        assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
      }
    }
  }
}
