package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.ClusterStatus;
import io.waymark.app.cluster.LocalCluster;
import io.waymark.app.job.Job;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engineer types who rehearses on one machine, in the order of infra/README.md. */
@Timeout(300)
class RehearsalE2E {
  @TempDir Path folder;

  private @Nullable TestCluster made;

  @AfterEach
  void down() {
    if (made != null) {
      made.close();
    } else if (Files.exists(work())) {
      cluster("down");
    }
  }

  @Test
  void aClusterIsMadeKilledPieceByPieceRescaledAndEnded() throws Exception {
    Load load = Load.of(12_000);
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(4);

    assertThat(cluster("up")).contains("taskmanager-2 runs", "cluster kill taskmanager-1");
    TestCluster cluster = new TestCluster(LocalCluster.in(work()));
    made = cluster;
    assertThat(cluster("status")).contains("taskmanager-1", "No job is on the cluster");
    try (Installation installation =
            new Installation(folder, cluster.servers(), Topics.standard());
        Topic<String> signals = topics(installation);
        SteadyFeed feed = SteadyFeed.start(installation, arriving, 0.1)) {
      Path journey = work().resolve("journey.yaml");
      edit(journey, "checkpointing.interval: 10s", "checkpointing.interval: 1s");
      edit(journey, "checkpointing.min-pause: 5s", "checkpointing.min-pause: 200ms");
      submit(cluster, journey);

      double share = 0.1;
      for (String process : List.of("taskmanager-1", "jobmanager", "broker")) {
        String id = cluster.awaitWell(0).id();
        int before = signals.toEnd().size();
        assertThat(cluster("kill", process)).contains(process, "has got KILL and has ended");
        assertThat(state(cluster, process)).isEqualTo(ClusterStatus.State.GONE);
        share += 0.1;
        feed.upTo(share);
        assertThat(cluster("up")).contains(process + " runs");
        assertThat(cluster.awaitWell(System.currentTimeMillis()).id()).isEqualTo(id);
        signals.awaitMoreThan(before, cluster::output);
      }
      assertThat(cluster("kill", "taskmanager-2", "--signal", "STOP")).contains("has got STOP");
      assertThat(state(cluster, "taskmanager-2")).isEqualTo(ClusterStatus.State.FROZEN);
      cluster("kill", "taskmanager-2", "--signal", "CONT");

      String savepoint =
          cluster("savepoint", "journey", "--stop")
              .lines()
              .filter(line -> line.startsWith("file:"))
              .findFirst()
              .orElseThrow();
      edit(journey, "parallelism.default: 2", "parallelism.default: 4");
      submit(cluster, journey, "--from", savepoint);
      feed.finish();

      signals.awaitAll(expected, cluster::output);
      cluster.awaitWell(System.currentTimeMillis());
      assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
      assertThat(cluster("status")).contains("journey", "RUNNING", "running");
      assertThat(figures(cluster, "taskmanager"))
          .contains("flink_taskmanager_job_task_operator_waymark_topic_partition_processed{");
      assertThat(figures(cluster, "jobmanager")).contains("flink_jobmanager_job_uptime{");
    }

    List<Long> processes = pids(cluster);
    assertThat(processes).hasSize(5);
    assertThat(cluster("down")).contains("taskmanager-1 has ended", "broker has ended");
    assertThat(pids(cluster)).isEmpty();
  }

  private Path work() {
    return folder.resolve("cluster");
  }

  private Topic<String> topics(Installation installation) {
    installation.createTopics();
    installation.pushRules();
    return Topic.signals(installation);
  }

  private String cluster(String command, String... more) {
    List<String> line = new ArrayList<>(List.of("cluster", command));
    line.addAll(List.of(more));
    line.addAll(List.of("--work", work().toString()));
    return waymark(line);
  }

  private void submit(TestCluster cluster, Path config, String... more) {
    List<String> line =
        Stream.concat(
                Stream.of(
                    "run",
                    Job.JOURNEY.title(),
                    "--config",
                    config.toString(),
                    "--target",
                    cluster.web().toString()),
                Stream.of(more))
            .toList();
    assertThat(waymark(line)).contains("journey is running on");
  }

  private String waymark(List<String> line) {
    try (Child child = Child.waymark(folder, line.toArray(String[]::new))) {
      assertThat(child.exitCode()).as(child.output()).isZero();
      return child.output();
    }
  }

  private static void edit(Path file, String was, String is) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(was);
    Files.writeString(file, text.replace(was, is));
  }

  private static ClusterStatus.State state(TestCluster cluster, String process) {
    return cluster.status().processes().stream()
        .filter(one -> one.name().equals(process))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** What Prometheus gets of processes that are called so. */
  private static String figures(TestCluster cluster, String name) {
    HttpClient http = HttpClient.newHttpClient();
    return cluster.status().processes().stream()
        .filter(process -> process.name().startsWith(name))
        .map(process -> URI.create(process.metrics()))
        .map(uri -> http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()))
        .map(answer -> answer.join().body())
        .collect(Collectors.joining());
  }

  private static List<Long> pids(TestCluster cluster) {
    return cluster.status().processes().stream()
        .filter(process -> process.state() != ClusterStatus.State.GONE)
        .map(ClusterStatus.Process::pid)
        .toList();
  }
}
