package io.waymark.app.cluster;

import io.waymark.app.work.FileFailures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a cluster has its configuration, data, logs and the state file. */
record ClusterFolder(Path path) {

  ClusterFolder {
    path = path.toAbsolutePath().normalize();
  }

  Path state() {
    return path.resolve("cluster.json");
  }

  Path configuration() {
    return path.resolve("conf");
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path log(Member member) {
    return logs().resolve(member.name() + ".log");
  }

  /** The data and configuration of a process that keeps some. */
  Path data(Member member) {
    return path.resolve(member.name());
  }

  /** The job jar as it was when the cluster was made: a build may replace the one it came from. */
  Path jar() {
    return path.resolve("broker.jar");
  }

  /** What a new JobManager needs to go on where the last one ended. */
  Path recovery() {
    return path.resolve("recovery");
  }

  Path savepoints() {
    return path.resolve("savepoints");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  /** What is done to the cluster by one at a time. */
  interface Action {
    void run() throws ClusterFailed, IOException;
  }

  /** Does it while nobody else does something to the cluster; waits for its turn. */
  void alone(Action action) throws ClusterFailed {
    // The lock of a file keeps other processes away, and is refused to another thread of this one.
    synchronized (ClusterFolder.class) {
      withLock(action);
    }
  }

  private void withLock(Action action) throws ClusterFailed {
    try {
      Files.createDirectories(logs());
      Files.createDirectories(configuration());
      Files.createDirectories(temporary());
      try (FileChannel channel =
              FileChannel.open(
                  path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        action.run();
      }
    } catch (IOException e) {
      throw new ClusterFailed("can't work in %s: %s".formatted(path, FileFailures.reason(e)), e);
    }
  }
}
