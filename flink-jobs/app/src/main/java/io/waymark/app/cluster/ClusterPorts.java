package io.waymark.app.cluster;

import io.waymark.app.broker.BrokerPorts;
import io.waymark.app.broker.BrokerQuorum;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the cluster's processes listen, all on the loopback interface. They stay the same over
 * kills and restarts, so that whoever is connected finds them again.
 *
 * @param web Flink's web page and REST interface
 */
record ClusterPorts(int zooKeeper, int web, List<BrokerPorts> brokers) {
  private static final String HOST = "127.0.0.1";
  private static final int ZOOKEEPER = 2181;
  private static final int WEB = 8081;
  private static final int BROKERS = 9092;
  private static final int ANY = 0;

  ClusterPorts {
    brokers = List.copyOf(brokers);
  }

  /** The ports that everybody knows, and others in place of those that are taken. */
  static ClusterPorts usual(int brokers) throws ClusterFailed {
    List<Integer> wanted = new ArrayList<>(List.of(ZOOKEEPER, WEB));
    for (int i = 0; i < 2 * brokers; i++) {
      wanted.add(BROKERS + i);
    }
    return choose(wanted);
  }

  /** Ports that were free a moment ago. */
  static ClusterPorts free(int brokers) throws ClusterFailed {
    List<Integer> any = new ArrayList<>();
    for (int i = 0; i < 2 + 2 * brokers; i++) {
      any.add(ANY);
    }
    return choose(any);
  }

  private static ClusterPorts choose(List<Integer> wanted) throws ClusterFailed {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // All are held until the last is found, or one could be found twice.
      for (int port : wanted) {
        held.add(hold(port));
      }
      List<Integer> found = held.stream().map(ServerSocket::getLocalPort).toList();
      List<BrokerPorts> brokers = new ArrayList<>();
      for (int i = 2; i < found.size(); i += 2) {
        brokers.add(new BrokerPorts(found.get(i), found.get(i + 1)));
      }
      return new ClusterPorts(found.get(0), found.get(1), brokers);
    } catch (IOException e) {
      throw new ClusterFailed("no free port on the loopback interface: " + e.getMessage(), e);
    } finally {
      held.forEach(ClusterPorts::release);
    }
  }

  private static ServerSocket hold(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getByName(HOST));
    } catch (IOException taken) {
      return new ServerSocket(ANY, 1, InetAddress.getByName(HOST));
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Whoever wants the port says that it is taken.
    }
  }

  BrokerQuorum quorum() {
    return new BrokerQuorum(brokers);
  }

  /** Where a process listens, for people; empty for one that nobody connects to. */
  String address(Member member) {
    return switch (member.role()) {
      case ZOOKEEPER -> HOST + ":" + zooKeeper;
      case BROKER -> HOST + ":" + brokers.get(member.number() - 1).clients();
      case JOBMANAGER -> "http://" + HOST + ":" + web;
      case TASKMANAGER -> "";
    };
  }
}
