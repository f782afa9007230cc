package io.waymark.app.cluster;

import io.waymark.app.broker.BrokerPorts;
import io.waymark.app.broker.BrokerQuorum;
import io.waymark.app.broker.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the cluster's processes listen. It stays the same over kills and restarts, so that whoever
 * is connected finds them again.
 *
 * @param web Flink's web page and REST interface
 * @param metrics where Prometheus asks: the JobManager, then each TaskManager; empty for a cluster
 *     that was made by a release without them
 */
record ClusterPorts(
    Network network, int zooKeeper, int web, List<BrokerPorts> brokers, List<Integer> metrics) {
  private static final int ZOOKEEPER = 2181;
  private static final int WEB = 8081;
  private static final int BROKERS = 9092;
  private static final int METRICS = 9249;
  private static final String ANY_METRICS = "9249-9299";

  ClusterPorts {
    brokers = List.copyOf(brokers);
    metrics = List.copyOf(metrics);
  }

  /** The ports that everybody knows, and others in place of those that are taken. */
  static ClusterPorts usual(ClusterSize size) throws ClusterFailed {
    List<Integer> ports = new ArrayList<>();
    for (int known : known(size)) {
      ports.add(FreePorts.isFree(known) ? known : others(1).get(0));
    }
    return of(Network.LOOPBACK, size, ports);
  }

  /**
   * In namespaces, where nobody else has taken any.
   *
   * @param folder of the cluster
   */
  static ClusterPorts inNamespaces(ClusterSize size, Path folder) throws ClusterFailed {
    return of(Network.ofNamespaces(folder), size, known(size));
  }

  private static List<Integer> known(ClusterSize size) {
    List<Integer> wanted = new ArrayList<>(List.of(ZOOKEEPER, WEB));
    for (int i = 0; i < 2 * size.brokers(); i++) {
      wanted.add(BROKERS + i);
    }
    for (int i = 0; i < measured(size); i++) {
      wanted.add(METRICS + i);
    }
    return wanted;
  }

  /** None of those that everybody knows. */
  static ClusterPorts free(ClusterSize size) throws ClusterFailed {
    return of(Network.LOOPBACK, size, others(known(size).size()));
  }

  /** JobManager and TaskManagers. */
  private static int measured(ClusterSize size) {
    return 1 + size.taskManagers();
  }

  private static List<Integer> others(int count) throws ClusterFailed {
    try {
      return FreePorts.find(count);
    } catch (IOException e) {
      throw new ClusterFailed("no free port on the loopback interface: " + e.getMessage(), e);
    }
  }

  private static ClusterPorts of(Network network, ClusterSize size, List<Integer> ports) {
    List<BrokerPorts> brokers = new ArrayList<>();
    for (Member member : size.members(Member.Role.BROKER)) {
      int first = 2 * member.number();
      brokers.add(new BrokerPorts(network.host(member), ports.get(first), ports.get(first + 1)));
    }
    return new ClusterPorts(
        network,
        ports.get(0),
        ports.get(1),
        brokers,
        ports.subList(ports.size() - measured(size), ports.size()));
  }

  BrokerQuorum quorum() {
    return new BrokerQuorum(brokers);
  }

  /** Where Prometheus asks a process for its figures; empty for one that has none. */
  String figures(Member member) {
    return switch (member.role()) {
      case ZOOKEEPER, BROKER -> "";
      case JOBMANAGER, TASKMANAGER ->
          metrics.isEmpty()
              ? ""
              : "http://%s:%d/metrics".formatted(network.host(member), metrics(member));
    };
  }

  /**
   * The port of Flink's reporter, or a range in which it finds one if none is known.
   *
   * @param member the JobManager or a TaskManager
   */
  String reporter(Member member) {
    return metrics.isEmpty() ? ANY_METRICS : Integer.toString(metrics(member));
  }

  private int metrics(Member member) {
    return metrics.get(member.role() == Member.Role.JOBMANAGER ? 0 : member.number());
  }

  /** Where a process listens, for people; empty for one that nobody connects to. */
  String address(Member member) {
    return switch (member.role()) {
      case ZOOKEEPER -> network.host(member) + ":" + zooKeeper;
      case BROKER -> network.host(member) + ":" + brokers.get(member.number() - 1).clients();
      case JOBMANAGER -> "http://" + network.host(member) + ":" + web;
      case TASKMANAGER -> "";
    };
  }
}
