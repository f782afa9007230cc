package io.waymark.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done to processes that are said to be a cluster's. */
@Timeout(60)
class LocalClusterTest {
  @TempDir Path folder;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void anEndIsSentToWhatTheClusterHasStarted() throws Exception {
    LocalCluster cluster = clusterWith(record(0));
    List<String> said = new ArrayList<>();

    cluster.down(said::add);

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said).containsExactly("broker has ended");
    assertThat(cluster.status().processes())
        .allMatch(one -> one.state() == ClusterStatus.State.GONE);
  }

  @Test
  void aFrozenProcessEndsToo() throws Exception {
    LocalCluster cluster = clusterWith(record(0));
    cluster.signal("broker", ProcessSignal.STOP);

    cluster.down(said -> {});

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProcessThatHasGotTheNumberOfAnEndedOneIsLeftAlone() throws Exception {
    LocalCluster cluster = clusterWith(record(-60_000));
    List<String> said = new ArrayList<>();

    cluster.down(said::add);

    assertThat(said).isEmpty();
    assertThatThrownBy(() -> cluster.signal("broker", ProcessSignal.KILL))
        .isInstanceOf(ClusterFailed.class)
        .hasMessage("broker does not run");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() throws Exception {
    LocalCluster cluster = clusterWith(record(0));

    assertThatThrownBy(() -> cluster.signal("taskmanager-3", ProcessSignal.KILL))
        .hasMessage(
            "there is no taskmanager-3 here; there are zookeeper, broker, jobmanager, taskmanager-1, taskmanager-2");
  }

  @Test
  void aFolderHasAClusterOnceOneWasMadeInItAndOfOneSizeOnly() throws Exception {
    assertThatThrownBy(() -> LocalCluster.in(folder))
        .hasMessageContaining("there is no cluster in " + folder);

    LocalCluster made =
        LocalCluster.inOrNew(folder, new ClusterSize(3, 1), LocalCluster.Ports.FREE);

    assertThat(made.bootstrapServers().split(",")).hasSize(3).doesNotHaveDuplicates();
    assertThat(LocalCluster.in(folder).bootstrapServers()).isEqualTo(made.bootstrapServers());
    assertThatThrownBy(
            () -> LocalCluster.inOrNew(folder, ClusterSize.USUAL, LocalCluster.Ports.FREE))
        .hasMessageContaining("is another one");
  }

  @Test
  void eachJobGetsAConfigurationForThisCluster() throws Exception {
    clusterWith(record(0));
    ClusterFolder cluster = new ClusterFolder(folder);
    ClusterPorts ports = ClusterState.read(cluster.state()).orElseThrow().ports();
    JobFiles files = new JobFiles(cluster, ports);
    files.writeMissing();

    assertThat(Files.readString(files.file(Job.PULSE)))
        .contains("waymark.bootstrap-servers: " + ports.quorum().bootstrapServers())
        .contains("execution.checkpointing.dir: " + folder.toUri() + "checkpoints/pulse");
    Files.writeString(files.file(Job.PULSE), "changed");
    files.writeMissing();
    assertThat(files.file(Job.PULSE)).hasContent("changed");
  }

  @Test
  void eachFlinkProcessSaysWhereItsFiguresAre() throws Exception {
    LocalCluster cluster = clusterWith(record(0));

    assertThat(figures(cluster, "zookeeper", "broker")).containsOnly("");
    assertThat(figures(cluster, "jobmanager", "taskmanager-1", "taskmanager-2"))
        .doesNotHaveDuplicates()
        .allMatch(one -> one.matches("http://127\\.0\\.0\\.1:\\d+/metrics"));
  }

  private static List<String> figures(LocalCluster cluster, String... names) throws Exception {
    return cluster.status().processes().stream()
        .filter(process -> List.of(names).contains(process.name()))
        .map(ClusterStatus.Process::metrics)
        .toList();
  }

  private ProcessRecord record(long earlier) {
    ProcessRecord now = ProcessRecord.of(process, 1).orElseThrow();
    return new ProcessRecord(now.pid(), now.startedAt() + earlier, 1);
  }

  private LocalCluster clusterWith(ProcessRecord broker) throws Exception {
    new ClusterState(
            ClusterSize.USUAL, ClusterPorts.free(ClusterSize.USUAL), Map.of("broker", broker))
        .write(new ClusterFolder(folder).state());
    return LocalCluster.in(folder);
  }
}
