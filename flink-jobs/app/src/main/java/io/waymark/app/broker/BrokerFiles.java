package io.waymark.app.broker;

import io.waymark.app.work.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a local broker: its configuration, its data and what it prints. */
record BrokerFiles(Path directory) {
  Path properties() {
    return directory.resolve("server.properties");
  }

  Path logging() {
    return directory.resolve("log4j2.properties");
  }

  Path output() {
    return directory.resolve("broker.log");
  }

  Path data() {
    return directory.resolve("data");
  }

  void write(BrokerQuorum quorum, int id) {
    try {
      Files.createDirectories(data());
      Files.writeString(properties(), serverProperties(quorum, id));
      Files.writeString(
          logging(),
          """
          rootLogger.level = warn
          rootLogger.appenderRef.out.ref = out
          logger.server.name = kafka.server
          logger.server.level = info
          appender.out.type = Console
          appender.out.name = out
          appender.out.layout.type = PatternLayout
          appender.out.layout.pattern = %d{ISO8601} %p %c: %m%n
          """);
    } catch (IOException e) {
      throw new BrokerFailed(
          "Can't write the broker's folder " + directory + ": choose another folder", e);
    }
  }

  // The cleaner's usual 128 MB are a third of the heap: there is no room to begin it anew when its
  // settings change, and without it nothing is compacted.
  private String serverProperties(BrokerQuorum quorum, int id) {
    BrokerPorts own = quorum.ports(id);
    return """
        process.roles=broker,controller
        node.id=%1$d
        controller.quorum.voters=%2$s
        listeners=PLAINTEXT://%3$s:%4$d,CONTROLLER://%3$s:%5$d
        advertised.listeners=PLAINTEXT://%3$s:%4$d
        controller.listener.names=CONTROLLER
        log.dirs=%6$s
        auto.create.topics.enable=false
        group.initial.rebalance.delay.ms=0
        log.cleaner.dedupe.buffer.size=16777216
        log.cleaner.backoff.ms=500
        default.replication.factor=%7$d
        min.insync.replicas=%8$d
        offsets.topic.replication.factor=%7$d
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=%7$d
        transaction.state.log.min.isr=%8$d
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=%7$d
        share.coordinator.state.topic.min.isr=%8$d
        """
        .formatted(
            id,
            quorum.voters(),
            own.host(),
            own.clients(),
            own.controller(),
            data().toAbsolutePath().toString().replace("\\", "\\\\"),
            quorum.copies(),
            quorum.copiesInSync());
  }

  /** The last lines the broker printed, or a word that there are none. */
  String tail() {
    return LogTail.of(output());
  }

  boolean saysPortIsTaken() {
    return tail().contains("BindException") || tail().contains("Address already in use");
  }
}
