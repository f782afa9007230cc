package io.waymark.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How ZooKeeper is started: the one that Flink brings along, as its {@code zookeeper.sh} does. */
record ZooKeeperLaunch(Path directory, String host, int port) {
  /** Sessions end after 2 to 20 ticks without a word. */
  static final int TICK_MILLIS = 1_000;

  private static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  /** Its arguments, after its configuration has been written. */
  List<String> prepare() throws IOException {
    Files.createDirectories(directory);
    Path configuration = directory.resolve("zoo.cfg");
    Files.writeString(
        configuration,
        """
        tickTime=%d
        clientPort=%d
        clientPortAddress=%s
        dataDir=%s
        admin.enableServer=false
        autopurge.purgeInterval=1
        """
            .formatted(TICK_MILLIS, port, host, directory.resolve("data")));
    return List.of(MAIN, "--zkConfigFile", configuration.toString(), "--peerId", "1");
  }
}
