package io.waymark.app.cluster;

import io.waymark.app.broker.BrokerProbe;
import io.waymark.app.work.LogTail;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether the processes of a cluster do what they are for. */
record Answers(ClusterFolder folder, ClusterPorts ports, FlinkRest flink) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int ZOOKEEPER_MILLIS = 2_000;

  /** Waits for the first answer of a process that has been started. */
  void await(Member member, ProcessRecord process) throws ClusterFailed {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(member, process)) {
      if (process.state() == ClusterStatus.State.GONE) {
        throw failure(member, "ended while starting");
      }
      if (System.nanoTime() > deadline) {
        throw failure(member, "did not answer within " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new ClusterFailed("interrupted while waiting for " + member.name());
      }
    }
  }

  private boolean answers(Member member, ProcessRecord process) {
    return switch (member.role()) {
      case ZOOKEEPER -> zooKeeper(ports.network().host(member));
      case BROKER -> BrokerProbe.answers(ports.brokers().get(member.number() - 1));
      case JOBMANAGER -> flink.answers();
      case TASKMANAGER -> taskManager(Launch.resourceId(member, process.starts()));
    };
  }

  private boolean zooKeeper(String host) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, ports.zooKeeper()), ZOOKEEPER_MILLIS);
      socket.setSoTimeout(ZOOKEEPER_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.startsWith("Zookeeper version");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean taskManager(String id) {
    try {
      return flink.taskManagers().contains(id);
    } catch (IOException e) {
      return false;
    }
  }

  private ClusterFailed failure(Member member, String what) {
    return new ClusterFailed(
        """
        %s %s.
        If the log below names memory or disk, free some; if it names an address in use, end who uses \
        it; if it names a class, rebuild the project. Its whole log: %s
        %s"""
            .formatted(member.name(), what, folder.log(member), LogTail.of(folder.log(member))));
  }
}
