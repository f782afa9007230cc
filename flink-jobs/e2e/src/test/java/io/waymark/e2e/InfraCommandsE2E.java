package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.ClusterStatus;
import io.waymark.app.cluster.LocalCluster;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each command of infra/README.md that needs neither Docker nor Kubernetes, and each of
 * infra/upgrade.md, typed as it stands there but for addresses, paths and numbers of this run.
 */
@Timeout(600)
class InfraCommandsE2E {
  private static final Path INFRA = Path.of("..", "..", "infra").toAbsolutePath().normalize();
  private static final String CONTAINERS = "## Compose";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern SAVEPOINT = Pattern.compile("(?m)^savepoint (file:.*)$");

  /** Containers, a cluster of them, or the tools of Kafka's administrators. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("docker |kubectl |infra/kafka-acls\\.sh ");

  /** A difference is an exit code of its own. */
  private static final String COMPARES = " diff ";

  private static final Pattern KILL =
      Pattern.compile("^\\./waymark cluster kill (\\S+)(?: --signal (\\w+))?");
  private static final Map<String, ClusterStatus.State> AFTER =
      Map.of(
          "KILL", ClusterStatus.State.GONE,
          "STOP", ClusterStatus.State.FROZEN,
          "CONT", ClusterStatus.State.RUNNING);

  private static final String CUSTOMER = "c42";
  private static final String MY_RULES =
      """
      rules:
        - id: returned
          title: Sent back
          when: { event: order_returned }
      """;

  private final InteractionCodec codec = new InteractionCodec();
  private @Nullable TestCluster cluster;
  private boolean runs;
  private String savepoint = "none yet";
  @TempDir Path folder;

  @AfterEach
  void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void eachCommandWorksAsItIsWritten() throws Exception {
    List<List<String>> blocks = blocks(readme().substring(0, readme().indexOf(CONTAINERS)));
    List<String> ending = take(blocks, "./waymark cluster down");
    List<String> cutting = take(blocks, "./waymark cluster up --namespaces");
    blocks.addAll(blocks(Files.readString(INFRA.resolve("upgrade.md"))));
    prepare();
    try (Shell shell = Shell.in(folder)) {
      for (List<String> block : blocks) {
        type(block, shell);
      }
      type(ending, shell);
      assertThat(work()).doesNotExist();
      if (cluster != null) {
        cluster.forget();
        cluster = null;
      }
      if (CutOffE2E.canMakeNamespaces()) {
        try {
          cutting.forEach(line -> must(line, shell));
        } finally {
          must("./waymark cluster down --work .waymark/cut", shell);
        }
      }
    }
  }

  @Test
  void theOthersNeedWhatIsNotHere() throws IOException {
    assertThat(blocks(readme().substring(readme().indexOf(CONTAINERS))))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(String.join("\n", block)).containsPattern(ELSEWHERE));
  }

  private static String readme() throws IOException {
    return Files.readString(INFRA.resolve("README.md"));
  }

  /** The commands of each block, one a line. */
  private static List<List<String>> blocks(String text) {
    List<List<String>> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      blocks.add(block.group(1).replace("\\\n", " ").lines().toList());
    }
    return blocks;
  }

  /** The one that begins so; it is not among the others any more. */
  private static List<String> take(List<List<String>> blocks, String beginning) {
    List<String> found =
        blocks.stream()
            .filter(block -> block.get(0).startsWith(beginning))
            .findFirst()
            .orElseThrow();
    blocks.remove(found);
    return found;
  }

  /** What an engineer has at hand. */
  private void prepare() throws IOException {
    for (String release : List.of(".", "OLD", "NEW")) {
      Build.launcher(folder.resolve(release));
    }
    Files.createSymbolicLink(folder.resolve("infra"), INFRA);
    Files.createSymbolicLink(folder.resolve("journey.yaml"), work().resolve("journey.yaml"));
    Files.writeString(
        Files.createDirectory(folder.resolve("my-rules")).resolve("mine.yaml"), MY_RULES);
  }

  private void type(List<String> block, Shell shell) throws Exception {
    for (String line : block) {
      String said = must(line, shell);
      assertDone(line, said);
      Matcher written = SAVEPOINT.matcher(said);
      if (written.find()) {
        savepoint = written.group(1);
      }
      if (Files.exists(work())) {
        settle(line);
      }
    }
  }

  /** What it says, and that it is so. */
  private void assertDone(String line, String said) {
    TestCluster there = cluster;
    Matcher kill = KILL.matcher(line);
    if (there == null) {
      assertThat(said).contains("taskmanager-2 runs", "cluster kill taskmanager-1");
    } else if (kill.find()) {
      String signal = Objects.requireNonNullElse(kill.group(2), "KILL");
      assertThat(said).contains(kill.group(1), "has got " + signal);
      assertThat(there.state(kill.group(1))).isEqualTo(AFTER.get(signal));
    } else if (line.startsWith("./waymark cluster status")) {
      assertThat(said).contains("taskmanager-1", "running", "journey", "RUNNING");
      assertThat(figures(there, "taskmanager"))
          .contains("flink_taskmanager_job_task_operator_waymark_topic_partition_processed{");
      assertThat(figures(there, "jobmanager")).contains("flink_jobmanager_job_uptime{");
    } else if (line.startsWith("./waymark cluster down") && Files.exists(work())) {
      assertThat(said).contains("taskmanager-1 has ended", "broker has ended");
      assertThat(there.status().processes())
          .hasSize(5)
          .allMatch(process -> process.state() == ClusterStatus.State.GONE);
    }
  }

  /** What Prometheus gets of the processes that are called so. */
  private static String figures(TestCluster cluster, String name) {
    HttpClient http = HttpClient.newHttpClient();
    return cluster.status().processes().stream()
        .filter(process -> process.name().startsWith(name))
        .map(process -> URI.create(process.metrics()))
        .map(uri -> http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()))
        .map(answer -> answer.join().body())
        .collect(Collectors.joining());
  }

  /** Waits until what was started does its work. */
  private void settle(String line) throws Exception {
    TestCluster there = cluster;
    if (there == null) {
      there = new TestCluster(LocalCluster.in(work()));
      cluster = there;
      checkpointOften();
    }
    if (line.startsWith("./waymark run journey")) {
      runs = true;
      there.awaitWell(0);
      visit(there);
    } else if (runs && (line.startsWith("./waymark cluster up") || line.contains("bash"))) {
      there.awaitWell(System.currentTimeMillis());
    }
  }

  /** Types it and answers what it says. */
  private String must(String line, Shell shell) {
    String typed = here(line);
    Shell.Answer answer = shell.run(typed);
    assertThat(answer.exitCode())
        .as("%s%n%s", typed, answer.said())
        .isBetween(0, line.contains(COMPARES) ? 1 : 0);
    return answer.said();
  }

  /** The line with what is otherwise in this run. */
  private String here(String line) {
    TestCluster there = cluster;
    if (there == null) {
      return line;
    }
    String at =
        line.contains("--bootstrap-servers") ? "" : " --bootstrap-servers " + there.servers();
    return line.replaceFirst("^\\./waymark rules \\w+", "$0" + at)
        .replaceAll("(127\\.0\\.0\\.1|localhost):9092", there.servers())
        .replaceAll("http://(127\\.0\\.0\\.1|localhost):8081", there.web().toString())
        .replace("file:///var/lib/waymark/", work().toUri().toString())
        .replace("--savepoint PATH", "--savepoint " + savepoint)
        .replace("--revision 12", "--revision 1");
  }

  /** The rehearsal's configuration is there to be changed, and a test waits for checkpoints. */
  private void checkpointOften() throws IOException {
    Path journey = work().resolve("journey.yaml");
    Files.writeString(
        journey,
        Files.readString(journey)
            .replace("checkpointing.interval: 10s", "checkpointing.interval: 1s")
            .replace("checkpointing.min-pause: 5s", "checkpointing.min-pause: 200ms"));
  }

  /** The customer of the examples does something. */
  private void visit(TestCluster there) {
    JobMetrics metrics = new JobMetrics(there.web());
    try (Installation installation = new Installation(folder, there.servers(), Topics.standard())) {
      long time = System.currentTimeMillis();
      installation.await(
          installation.send(
              0,
              codec.encode(
                  new Event(
                      "e-" + time,
                      "page_view",
                      time,
                      CUSTOMER,
                      null,
                      null,
                      "web",
                      null,
                      Map.of()))));
      Await.until(
          "an event of " + CUSTOMER,
          Duration.ofSeconds(60),
          () -> metrics.totals().getOrDefault("processed", 0L) > 0,
          () -> metrics.ledger() + there.output());
    }
  }

  private Path work() {
    return folder.resolve(".waymark").resolve("cluster");
  }
}
