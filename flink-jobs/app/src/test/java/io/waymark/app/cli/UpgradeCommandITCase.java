package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.TopicAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The plan of an upgrade, and the steps of it that change the running job, as they are printed. */
@Timeout(180)
class UpgradeCommandITCase {
  private static final Path RELEASED = Path.of("src/test/resources/released/0.1.0");

  private static final String DESTINATIONS =
      """
      destinations:
        - name: shop
          kind: http
          url: https://example.com/hook
      """;

  private final String prefix = UUID.randomUUID() + ".";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void theReleasedStateIsTakenOver() throws IOException {
    assertThat(plan("journey", config("journey", ""), "--savepoint", released("journey"))).isZero();
    assertThat(err.toString())
        .containsPattern("\\d+ operators, \\d+ bytes of state are taken over")
        .contains("this release can go on from ");
  }

  @Test
  void whatWouldKeepTheJobFromStartingIsSaid() throws IOException {
    Path other = config("journey", "pipeline.max-parallelism: 128");
    assertThat(plan("journey", other, "--savepoint", released("journey"))).isEqualTo(1);
    assertThat(err.toString())
        .contains("operator journeys has a max parallelism of 720 in the savepoint and of 128 now")
        .contains("this release can't go on from ");

    err.getBuffer().setLength(0);
    Path destinations = Files.writeString(folder.resolve("destinations.yaml"), DESTINATIONS);
    Path delivery = config("delivery", "waymark.destinations: " + destinations);
    assertThat(plan("delivery", delivery, "--savepoint", released("journey"))).isEqualTo(1);
    assertThat(err.toString())
        .contains("this is no savepoint of the job delivery")
        .containsPattern(
            "operator journeys has \\d+ bytes of state that this release has no place");
  }

  @Test
  void aWrongCommandLineIsSaid() throws IOException {
    Path config = config("journey", "");
    assertThat(plan("journey", config)).isEqualTo(2);
    assertThat(plan("journey", config, "--target", "http://localhost:1")).isEqualTo(2);
    assertThat(plan("nothing", config, "--savepoint", "x")).isEqualTo(2);
    assertThat(plan("journey", config, "--savepoint", "nowhere")).isEqualTo(3);
    assertThat(
            plan("journey", config, "--target", "http://localhost:1", "--savepoint-dir", "file:/x"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("no Flink cluster answers at http://localhost:1");
  }

  @Test
  void theScriptStopsTheJobWithASavepointThatTheNextStepTakesOver() throws Exception {
    Path config = config("journey", "parallelism.default: 1");
    JobConfig read = JobConfig.load(Job.JOURNEY, config);
    try (TopicAdmin admin = TopicAdmin.connect(read.settings().client())) {
      admin.ensure(read.settings().topics().all());
    }
    String savepoint;
    try (MiniCluster cluster = cluster(read)) {
      String web = "http://localhost:" + cluster.getRestAddress().get().getPort();
      String savepoints = folder.resolve("savepoints").toUri().toString();
      assertThat(plan("journey", config, "--target", web, "--savepoint-dir", savepoints))
          .as(err.toString())
          .isZero();
      String script = out.toString();
      assertThat(script)
          .contains("run journey --config '%s' --target %s --from".formatted(config, web))
          .contains("# 5. Roll back");
      savepoint = bash(script.substring(0, script.indexOf("# 2. Check")));
    }

    assertThat(savepoint).startsWith("savepoint file:");
    String place = savepoint.substring("savepoint ".length()).strip();
    assertThat(plan("journey", config, "--savepoint", place)).as(err.toString()).isZero();
  }

  /** A cluster that outlives its jobs, on which all of this one runs. */
  private static MiniCluster cluster(JobConfig config) throws Exception {
    Configuration flink = new Configuration(config.flink());
    flink.set(RestOptions.BIND_PORT, "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    cluster.start();
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(config.flink());
    config.job().compose(env, config.settings());
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(config.job().title());
    JobID job = cluster.submitJob(graph).get().getJobID();
    boolean runs = false;
    while (!runs) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      List<ExecutionState> states = new ArrayList<>();
      cluster
          .getExecutionGraph(job)
          .get()
          .getAllExecutionVertices()
          .forEach(task -> states.add(task.getExecutionState()));
      runs = !states.isEmpty() && states.stream().allMatch(ExecutionState.RUNNING::equals);
    }
    return cluster;
  }

  /** What it says, once it has ended well. */
  private String bash(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("plan.sh"), script);
    Process process =
        new ProcessBuilder("bash", file.toString())
            .redirectError(folder.resolve("plan.err").toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said + Files.readString(folder.resolve("plan.err"))).isZero();
    return said;
  }

  private static String released(String job) {
    return RELEASED.resolve(job).toString();
  }

  private Path config(String job, String more) throws IOException {
    return Files.writeString(
        folder.resolve(job + ".yaml"),
        """
        waymark.bootstrap-servers: %s
        waymark.topic-prefix: %s
        execution.checkpointing.dir: %s
        execution.checkpointing.interval: 10s
        %s
        """
            .formatted(
                TestBroker.shared().bootstrapServers(),
                prefix,
                folder.resolve("checkpoints").toUri(),
                more));
  }

  private int plan(String job, Path config, String... more) {
    String[] all = new String[5 + more.length];
    all[0] = "upgrade";
    all[1] = "plan";
    all[2] = job;
    all[3] = "--config";
    all[4] = config.toString();
    System.arraycopy(more, 0, all, 5, more.length);
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all);
  }
}
