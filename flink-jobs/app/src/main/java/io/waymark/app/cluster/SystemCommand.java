package io.waymark.app.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command of the operating system that ends soon. */
final class SystemCommand {
  private SystemCommand() {}

  /**
   * Runs it to its end.
   *
   * @param otherwise what to tell people, before the reason, if it does not do what it is for
   */
  static void run(List<String> command, String otherwise) throws ClusterFailed {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new ClusterFailed(otherwise + ": " + said);
      }
    } catch (IOException e) {
      throw new ClusterFailed(otherwise + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailed("interrupted", e);
    }
  }
}
