package io.waymark.app.cluster;

import io.waymark.app.broker.BrokerFailed;
import io.waymark.app.broker.BrokerLaunch;
import io.waymark.app.work.LogTail;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts the processes of a cluster. They outlive this process. */
record Launch(
    ClusterFolder folder, ClusterSize size, ClusterPorts ports, Distribution distribution) {
  private static final String BROKER_HEAP = "512m";
  private static final String HEAP = "-Xmx384m";
  private static final String SMALL_HEAP = "-Xmx128m";

  /**
   * Starts one; it may take a while until it answers.
   *
   * @param start the number of this start
   */
  ProcessRecord start(Member member, int start) throws ClusterFailed {
    try {
      ports.network().prepare(member);
      List<String> command = new ArrayList<>(ports.network().prefix(member));
      command.addAll(command(member, start));
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(member).toFile()))
              .start();
      return ProcessRecord.of(process, start)
          .orElseThrow(
              () ->
                  new ClusterFailed(
                      "%s ended as soon as it was started:%n%s"
                          .formatted(member.name(), LogTail.of(folder.log(member)))));
    } catch (IOException | BrokerFailed e) {
      throw new ClusterFailed("can't start %s: %s".formatted(member.name(), e.getMessage()), e);
    }
  }

  /** What Flink calls a TaskManager. */
  static String resourceId(Member member, int start) {
    return member.name() + "." + start;
  }

  private List<String> command(Member member, int start) throws IOException {
    return switch (member.role()) {
      case ZOOKEEPER ->
          flink(
              SMALL_HEAP,
              new ZooKeeperLaunch(
                      folder.data(member), ports.network().host(member), ports.zooKeeper())
                  .prepare());
      case BROKER -> broker(member).prepare();
      case JOBMANAGER -> flink(HEAP, configured().jobManager());
      case TASKMANAGER -> flink(HEAP, configured().taskManager(member, resourceId(member, start)));
    };
  }

  private FlinkLaunch configured() throws IOException {
    FlinkLaunch launch = new FlinkLaunch(folder, size, ports);
    launch.writeConfiguration();
    return launch;
  }

  private BrokerLaunch broker(Member member) throws IOException {
    // A build replaces the jar where it is, and a broker that runs from it could not go on.
    if (!Files.exists(folder.jar())) {
      Files.copy(distribution.jar(), folder.jar(), StandardCopyOption.REPLACE_EXISTING);
    }
    return new BrokerLaunch(
        folder.jar() + File.pathSeparator + distribution.libraries().resolve("*"),
        folder.data(member),
        BROKER_HEAP,
        ports.quorum(),
        member.number());
  }

  private List<String> flink(String heap, List<String> mainAndArguments) throws IOException {
    Path logging = folder.configuration().resolve("log4j2.properties");
    Files.writeString(
        logging,
        """
        rootLogger.level = info
        rootLogger.appenderRef.out.ref = out
        logger.collisions.name = org.apache.flink.metrics.MetricGroup
        logger.collisions.level = error
        logger.zookeeper.name = org.apache.flink.shaded.zookeeper3
        logger.zookeeper.level = warn
        logger.kafka.name = org.apache.kafka
        logger.kafka.level = warn
        appender.out.type = Console
        appender.out.name = out
        appender.out.layout.type = PatternLayout
        appender.out.layout.pattern = %d{ISO8601} %p %c: %m%n
        """);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    // Soon there, and little beside all the others: what the second compiler makes faster in the
    // long run would cost the first minutes.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dlog4j2.configurationFile=" + logging.toUri());
    command.add("-cp");
    command.add(distribution.flink().resolve("*").toString());
    command.addAll(mainAndArguments);
    return command;
  }
}
