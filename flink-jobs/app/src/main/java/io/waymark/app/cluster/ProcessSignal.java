package io.waymark.app.cluster;

import java.util.List;

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
    SystemCommand.run(
        List.of("kill", "-" + name(), Long.toString(pid)), "can't signal process " + pid);
  }
}
