package io.waymark.app.cluster;

/**
 * One process of the cluster.
 *
 * @param number from 1 on among those of its role
 * @param name how people call it: {@code taskmanager-2}
 */
public record Member(Role role, int number, String name) {

  /** What a process is for. */
  public enum Role {
    ZOOKEEPER,
    BROKER,
    JOBMANAGER,
    TASKMANAGER
  }
}
