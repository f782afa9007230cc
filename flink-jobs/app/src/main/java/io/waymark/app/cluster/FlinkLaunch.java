package io.waymark.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * How JobManager and TaskManagers are started. A new JobManager finds in ZooKeeper which jobs there
 * are and which checkpoints they have; the session of one that was killed has to end first.
 */
record FlinkLaunch(ClusterFolder folder, ClusterSize size, ClusterPorts ports) {
  private static final String JOBMANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASKMANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private static final int SLOTS = 4;
  private static final int MANAGED_MB = 64 * SLOTS;
  private static final int SESSION_MILLIS = 6 * ZooKeeperLaunch.TICK_MILLIS;

  // Flink's heartbeats come every 10 s, and 50 s without one are a death. Here somebody waits for
  // it; 20 s are still longer than a JVM on a busy machine pauses.
  private static final int HEARTBEAT_MILLIS = 2_000;
  private static final int DEATH_MILLIS = 20_000;

  // Whoever is killed when asked for figures never answers, and none are seen anew before this is
  // over: 10 minutes unless said.
  private static final int ANSWER_MILLIS = 30_000;

  void writeConfiguration() throws IOException {
    // Without Flink's scripts each part of the memory has to be said.
    Files.writeString(
        folder.configuration().resolve("config.yaml"),
        """
        jobmanager.rpc.address: %11$s
        jobmanager.bind-host: %11$s
        rest.address: %11$s
        rest.bind-address: %11$s
        rest.port: %1$d
        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: %2$s
        high-availability.zookeeper.client.session-timeout: %3$d
        high-availability.storageDir: %4$s
        heartbeat.interval: %5$d
        heartbeat.timeout: %6$d
        taskmanager.numberOfTaskSlots: %7$d
        taskmanager.load-balance.mode: SLOTS
        taskmanager.cpu.cores: 2
        taskmanager.memory.framework.heap.size: 64m
        taskmanager.memory.framework.off-heap.size: 64m
        taskmanager.memory.jvm-metaspace.size: 192m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        taskmanager.memory.task.heap.size: 320m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.managed.size: %8$dm
        taskmanager.memory.network.min: 64m
        taskmanager.memory.network.max: 64m
        io.tmp.dirs: %9$s
        execution.checkpointing.savepoint-dir: %10$s
        metrics.fetcher.update-interval: 1000
        metrics.reporters: prom
        metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
        metrics.reporter.prom.filterLabelValueCharacters: false
        web.timeout: %12$d ms
        """
            .formatted(
                ports.web(),
                ports.address(size.only(Member.Role.ZOOKEEPER)),
                SESSION_MILLIS,
                folder.recovery().toUri(),
                HEARTBEAT_MILLIS,
                DEATH_MILLIS,
                SLOTS,
                MANAGED_MB,
                folder.temporary(),
                folder.savepoints().toUri(),
                ports.network().host(size.only(Member.Role.JOBMANAGER)),
                ANSWER_MILLIS));
  }

  List<String> jobManager() {
    return List.of(
        JOBMANAGER,
        "--configDir",
        folder.configuration().toString(),
        reporter(size.only(Member.Role.JOBMANAGER)));
  }

  /**
   * A TaskManager.
   *
   * @param id what Flink calls it: each start has one of its own, or a new one would be taken for
   *     the old
   */
  List<String> taskManager(Member member, String id) {
    String host = ports.network().host(member);
    return List.of(
        TASKMANAGER,
        "--configDir",
        folder.configuration().toString(),
        "-Dtaskmanager.resource-id=" + id,
        "-Dtaskmanager.host=" + host,
        "-Dtaskmanager.bind-host=" + host,
        reporter(member));
  }

  /** Of a range each would take the first that is free, and nobody knew who has which. */
  private String reporter(Member member) {
    return "-Dmetrics.reporter.prom.port=" + ports.reporter(member);
  }
}
