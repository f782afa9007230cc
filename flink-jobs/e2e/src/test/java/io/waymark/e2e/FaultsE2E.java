package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.ClusterSize;
import io.waymark.app.cluster.ClusterStatus;
import io.waymark.app.cluster.FlinkJob;
import io.waymark.app.cluster.ProcessSignal;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a cluster are killed, and a job is moved to more and fewer subtasks, while events
 * come: what is found is what the backtest finds, nothing less and nothing more, and each record
 * counts once. {@code -Dwaymark.e2e.faults=100 -Dwaymark.e2e.brokers=3} is the long profile.
 */
@Timeout(7200)
class FaultsE2E {
  private static final int FAULTS = Integer.getInteger("waymark.e2e.faults", 1);
  private static final int BROKERS = Integer.getInteger("waymark.e2e.brokers", 1);
  private static final int EVENTS_PER_FAULT = 2_400;

  @TempDir static Path shared;
  private static TestCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(shared, new ClusterSize(BROKERS, 2));
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @AfterEach
  void endJob() {
    if (cluster.job().isPresent()) {
      cluster.stopWithSavepoint();
    }
  }

  @Test
  void whicheverProcessIsKilledUnderLoadNothingIsLostAndNothingIsMadeUp() throws IOException {
    List<String> faults = faults();
    Load load = Load.of(EVENTS_PER_FAULT * (faults.size() + 2));
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(5);
    Map<String, List<Long>> recoveries = new TreeMap<>();
    try (Installation installation = installation();
        SteadyFeed feed = SteadyFeed.start(installation, arriving, 0);
        Topic<String> signals = Topic.signals(installation)) {
      String id = cluster.run(installation, 2);
      for (int i = 0; i < faults.size(); i++) {
        feed.upTo((i + 1.0) / (faults.size() + 2));
        String victim = faults.get(i);
        signals.awaitMoreThan(signals.toEnd().size(), cluster::output);
        long killed = System.currentTimeMillis();
        cluster.kill(victim);
        cluster.up();
        FlinkJob job = cluster.awaitWell(System.currentTimeMillis());
        assertThat(job.id()).isEqualTo(id);
        recoveries
            .computeIfAbsent(victim.replaceAll("-\\d", ""), v -> new ArrayList<>())
            .add(System.currentTimeMillis() - killed);
      }
      feed.finish();
      assertAllIsFound(expected, signals);
      assertEachRecordCountsOnce(arriving);
      report(recoveries, signals, expected);
    }
  }

  @Test
  void aJobThatIsMovedToMoreAndFewerSubtasksUnderLoadLosesNothingAndMakesNothingUp() {
    List<Integer> parallelism = List.of(4, 1, 3);
    Load load = Load.of(EVENTS_PER_FAULT * (parallelism.size() + 2));
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(6);
    try (Installation installation = installation();
        SteadyFeed feed = SteadyFeed.start(installation, arriving, 0);
        Topic<String> signals = Topic.signals(installation)) {
      cluster.run(installation, 2);
      for (int i = 0; i < parallelism.size(); i++) {
        feed.upTo((i + 1.0) / (parallelism.size() + 2));
        signals.awaitMoreThan(signals.toEnd().size(), cluster::output);
        String savepoint = cluster.stopWithSavepoint();
        cluster.run(installation, parallelism.get(i), "--from", savepoint);
      }
      feed.finish();
      assertAllIsFound(expected, signals);
      assertEachRecordCountsOnce(arriving);
    }
  }

  @Test
  void aTaskManagerThatIsFrozenUntilItIsGivenUpAndThenGoesOnChangesNothing() {
    Load load = Load.of(EVENTS_PER_FAULT * 5);
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(7);
    try (Installation installation = installation();
        SteadyFeed feed = SteadyFeed.start(installation, arriving, 0.2);
        Topic<String> signals = Topic.signals(installation)) {
      cluster.run(installation, 2);
      signals.awaitMoreThan(signals.toEnd().size(), cluster::output);
      feed.upTo(0.4);
      cluster.signal("taskmanager-1", ProcessSignal.STOP);
      try {
        assertThat(cluster.state("taskmanager-1")).isEqualTo(ClusterStatus.State.FROZEN);
        cluster.awaitRestart();
        feed.upTo(0.6);
      } finally {
        cluster.signal("taskmanager-1", ProcessSignal.CONT);
      }
      feed.finish();
      assertAllIsFound(expected, signals);
      assertEachRecordCountsOnce(arriving);
    }
  }

  /** Each kind of process as often, in an order that is the same each time. */
  private static List<String> faults() {
    List<String> faults = new ArrayList<>();
    IntStream.range(0, FAULTS)
        .forEach(
            i -> {
              faults.add("taskmanager-" + (1 + i % 2));
              faults.add("jobmanager");
              faults.add(BROKERS == 1 ? "broker" : "broker-" + (1 + i % BROKERS));
            });
    Collections.shuffle(faults, new Random(3));
    return faults;
  }

  private Installation installation() {
    Installation installation = new Installation(folder, cluster.servers());
    installation.createTopics();
    installation.pushRules();
    return installation;
  }

  private static void assertAllIsFound(Set<String> expected, Topic<String> signals) {
    signals.awaitAll(expected, cluster::output);
    cluster.awaitWell(System.currentTimeMillis());
    assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
  }

  private static void assertEachRecordCountsOnce(List<List<Event>> arriving) {
    long sent = arriving.stream().mapToLong(List::size).sum();
    JobMetrics metrics = new JobMetrics(cluster.web());
    metrics.awaitBalanceOfLoad(sent, Duration.ofSeconds(60), cluster::output);
  }

  /** How long it took from each kill to the next complete checkpoint, for people. */
  private static void report(
      Map<String, List<Long>> recoveries, Topic<String> signals, Set<String> expected)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    recoveries.forEach(
        (process, millis) -> {
          Collections.sort(millis);
          lines.append(
              "%s: %d kills, up again after %d ms (median), %d ms (p95), %d ms (longest)%n"
                  .formatted(
                      process,
                      millis.size(),
                      millis.get(millis.size() / 2),
                      millis.get((int) Math.ceil(0.95 * millis.size()) - 1),
                      millis.get(millis.size() - 1)));
        });
    lines.append(
        "%d signals, 0 lost, 0 made up; %d records repeat one that was sent before%n"
            .formatted(expected.size(), signals.toEnd().size() - expected.size()));
    Files.writeString(Path.of("target", "faults.txt"), lines);
    System.out.print(lines);
  }
}
