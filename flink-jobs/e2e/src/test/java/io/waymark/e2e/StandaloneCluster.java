package io.waymark.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A JobManager and a TaskManager in processes of their own, with Flink's jars and none of ours. */
final class StandaloneCluster implements AutoCloseable {
  private final Path conf;
  private final int rest;
  private final Child jobManager;
  private Child taskManager;

  StandaloneCluster(Path folder) {
    this(folder, 2);
  }

  StandaloneCluster(Path folder, int slots) {
    int rpc = freePort();
    rest = freePort();
    conf = folder.resolve("conf");
    try {
      Files.createDirectories(conf);
      // Without Flink's scripts each part of the memory has to be said.
      Files.writeString(
          conf.resolve("config.yaml"),
          """
          jobmanager.rpc.address: 127.0.0.1
          jobmanager.rpc.port: %d
          jobmanager.bind-host: 127.0.0.1
          rest.address: 127.0.0.1
          rest.bind-address: 127.0.0.1
          rest.port: %d
          taskmanager.host: 127.0.0.1
          taskmanager.bind-host: 127.0.0.1
          taskmanager.numberOfTaskSlots: %d
          taskmanager.cpu.cores: 2
          taskmanager.memory.framework.heap.size: 64m
          taskmanager.memory.framework.off-heap.size: 64m
          taskmanager.memory.jvm-metaspace.size: 128m
          taskmanager.memory.jvm-overhead.min: 64m
          taskmanager.memory.jvm-overhead.max: 64m
          taskmanager.memory.task.heap.size: 256m
          taskmanager.memory.task.off-heap.size: 0m
          taskmanager.memory.managed.size: %dm
          taskmanager.memory.network.min: 64m
          taskmanager.memory.network.max: 64m
          metrics.fetcher.update-interval: 500
          """
              .formatted(rpc, rest, slots, 64 * slots));
      Files.writeString(
          conf.resolve("log4j2.properties"),
          """
          rootLogger.level = warn
          rootLogger.appenderRef.out.ref = out
          logger.collisions.name = org.apache.flink.metrics.MetricGroup
          logger.collisions.level = error
          appender.out.type = Console
          appender.out.name = out
          appender.out.layout.type = PatternLayout
          appender.out.layout.pattern = %d{ISO8601} %p %c: %m%n
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    jobManager = start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    taskManager = startTaskManager();
    Await.until(
        "a cluster with free slots",
        Duration.ofSeconds(60),
        () -> overview().contains("\"slots-available\":" + slots),
        () -> jobManager.output() + taskManager.output());
  }

  /** Its web page and REST interface. */
  String address() {
    return "http://127.0.0.1:" + rest;
  }

  /** What the processes say. */
  String output() {
    return jobManager.output() + taskManager.output();
  }

  /** Kills the TaskManager and starts another. */
  void replaceTaskManager() {
    taskManager.kill();
    taskManager = startTaskManager();
  }

  private Child startTaskManager() {
    return start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  private Child start(String main) {
    return Child.java(
        conf,
        main.substring(main.lastIndexOf('.') + 1),
        List.of(
            "-Xmx384m",
            "-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties").toUri(),
            "-cp",
            Build.flink(),
            main,
            "--configDir",
            conf.toString()));
  }

  private String overview() {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address() + "/overview"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    taskManager.close();
    jobManager.close();
  }
}
