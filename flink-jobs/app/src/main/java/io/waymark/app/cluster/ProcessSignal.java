package io.waymark.app.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a process can be sent. */
public enum ProcessSignal {
  /** Ends it at once, whatever it is doing: {@code kill -9}. */
  KILL,
  /** Asks it to end in order. */
  TERM,
  /** Freezes it: it keeps its memory, files and connections, and answers nobody. */
  STOP,
  /** Lets a frozen process go on. */
  CONT;

  /** Whether it ends the process. */
  public boolean ends() {
    return this == KILL || this == TERM;
  }

  void send(long pid) throws ClusterFailed {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
              .redirectErrorStream(true)
              .start();
      String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (kill.waitFor() != 0) {
        throw new ClusterFailed("can't signal process %d: %s".formatted(pid, said));
      }
    } catch (IOException e) {
      throw new ClusterFailed("can't signal process %d: %s".formatted(pid, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailed("interrupted", e);
    }
  }
}
