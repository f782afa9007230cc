package io.waymark.app.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the build has made for the launcher.
 *
 * @param home the folder with {@code waymark.jar}, {@code lib/} and {@code flink/}
 */
public record Distribution(Path home) {

  /**
   * A folder of the build.
   *
   * @throws ClusterFailed if something is missing in it
   */
  public static Distribution in(Path home) throws ClusterFailed {
    Distribution found = new Distribution(home.toAbsolutePath().normalize());
    for (Path needed : List.of(found.jar(), found.libraries(), found.flink())) {
      if (!Files.exists(needed)) {
        throw new ClusterFailed(
            "there is no %s: run it with the launcher ./waymark, which builds it"
                .formatted(needed));
      }
    }
    return found;
  }

  /** The job jar; the broker's entry point and Kafka's client are in it. */
  Path jar() {
    return home.resolve("waymark.jar");
  }

  /** Among others the jars of the broker. */
  Path libraries() {
    return home.resolve("lib");
  }

  /** What a Flink cluster has of its own: nothing of ours is in it. */
  Path flink() {
    return home.resolve("flink");
  }
}
