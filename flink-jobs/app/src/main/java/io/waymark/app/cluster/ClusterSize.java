package io.waymark.app.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many processes of a kind there are; of ZooKeeper and the JobManager there is one each. */
public record ClusterSize(int brokers, int taskManagers) {
  /** A broker, and two TaskManagers, so that one is left when the other is killed. */
  public static final ClusterSize USUAL = new ClusterSize(1, 2);

  public ClusterSize {
    if (brokers < 1 || taskManagers < 1) {
      throw new IllegalArgumentException(brokers + " brokers, " + taskManagers + " TaskManagers");
    }
  }

  /** All processes, each after those that it needs. */
  public List<Member> members() {
    return Stream.of(
            one(Member.Role.ZOOKEEPER),
            brokers == 1 ? one(Member.Role.BROKER) : numbered(Member.Role.BROKER, brokers),
            one(Member.Role.JOBMANAGER),
            numbered(Member.Role.TASKMANAGER, taskManagers))
        .flatMap(members -> members)
        .toList();
  }

  /** Those that are for the same. */
  List<Member> members(Member.Role role) {
    return members().stream().filter(member -> member.role() == role).toList();
  }

  /** The process of a role that there is only one of. */
  Member only(Member.Role role) {
    return members(role).get(0);
  }

  private static Stream<Member> one(Member.Role role) {
    return Stream.of(new Member(role, 1, title(role)));
  }

  private static Stream<Member> numbered(Member.Role role, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Member(role, number, title(role) + "-" + number));
  }

  private static String title(Member.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
