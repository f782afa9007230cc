package io.waymark.app.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the processes of a cluster reach each other: over the loopback interface, or each from a
 * network namespace of its own, so that it can be cut off from all others while it runs on. The
 * namespaces meet at a bridge of this machine that leads nowhere else.
 *
 * @param number of the bridge; 0 if there is none
 */
record Network(int number) {
  static final Network LOOPBACK = new Network(0);

  private static final int LAST = 99;
  private static final int ADDRESSES_PER_ROLE = 50;
  private static final Path INTERFACES = Path.of("/sys/class/net");

  /**
   * One with namespaces that nobody else uses. A cluster that is down leaves no trace of its own,
   * so that each begins to look at another place.
   *
   * @param folder of the cluster
   * @throws ClusterFailed if this machine or this user can't have one
   */
  static Network ofNamespaces(Path folder) throws ClusterFailed {
    SystemCommand.run(List.of("ip", "netns", "list"), "network namespaces need Linux, root and ip");
    int first = Math.floorMod(folder.toAbsolutePath().hashCode(), LAST);
    return IntStream.range(0, LAST)
        .mapToObj(n -> new Network(1 + (first + n) % LAST))
        .filter(network -> !Files.exists(INTERFACES.resolve(network.bridge())))
        .findFirst()
        .orElseThrow(() -> new ClusterFailed("there are too many clusters on this machine"));
  }

  boolean hasNamespaces() {
    return number > 0;
  }

  /** The address at which a process listens. */
  String host(Member member) {
    return hasNamespaces() ? "10.213.%d.%d".formatted(number, place(member)) : "127.0.0.1";
  }

  /** What has to stand before a command so that it runs as this process of the cluster. */
  List<String> prefix(Member member) {
    return hasNamespaces() ? List.of("ip", "netns", "exec", namespace(member)) : List.of();
  }

  /** Makes the process's namespace if it is not there. */
  void prepare(Member member) throws ClusterFailed {
    if (!hasNamespaces() || Files.exists(outside(member))) {
      return;
    }
    if (!Files.exists(INTERFACES.resolve(bridge()))) {
      ip("link", "add", bridge(), "type", "bridge");
      ip("address", "add", "10.213.%d.1/24".formatted(number), "dev", bridge());
      ip("link", "set", bridge(), "up");
    }
    String namespace = namespace(member);
    String end = end(member);
    ip("netns", "add", namespace);
    ip("link", "add", end, "type", "veth", "peer", "name", "eth0", "netns", namespace);
    ip("link", "set", end, "master", bridge(), "up");
    ip("-n", namespace, "address", "add", host(member) + "/24", "dev", "eth0");
    ip("-n", namespace, "link", "set", "eth0", "up");
    ip("-n", namespace, "link", "set", "lo", "up");
  }

  /** Cuts a process off from all others, or lets them reach each other again. */
  void cut(Member member, boolean off) throws ClusterFailed {
    if (!hasNamespaces()) {
      throw new ClusterFailed(
          "the cluster's processes have no network namespaces: only one made with --namespaces can be cut");
    }
    ip("link", "set", end(member), off ? "down" : "up");
  }

  /** Removes what has been prepared. */
  void remove(List<Member> members) throws ClusterFailed {
    if (!hasNamespaces() || !Files.exists(INTERFACES.resolve(bridge()))) {
      return;
    }
    for (Member member : members) {
      if (Files.exists(outside(member))) {
        ip("netns", "delete", namespace(member));
      }
    }
    ip("link", "delete", bridge());
  }

  private static void ip(String... arguments) throws ClusterFailed {
    SystemCommand.run(
        Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList(),
        "can't change the network namespaces");
  }

  private String bridge() {
    return "waymark" + number;
  }

  private String namespace(Member member) {
    return bridge() + "-" + member.name();
  }

  /** The end of the process's cable at the bridge; names of interfaces are short. */
  private String end(Member member) {
    return bridge() + "-" + place(member);
  }

  private Path outside(Member member) {
    return INTERFACES.resolve(end(member));
  }

  private static int place(Member member) {
    return member.role().ordinal() * ADDRESSES_PER_ROLE + member.number() + 1;
  }
}
