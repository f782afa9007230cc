package io.waymark.app.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process as it was started. Its number may since have been given to another one, so the time of
 * its start is compared before it is believed to be the same.
 *
 * @param startedAt epoch milliseconds, as the system says
 * @param starts how often this member of the cluster has been started, this time included
 */
record ProcessRecord(long pid, long startedAt, int starts) {
  /** The system's word for it moves a little when its clock is set. */
  private static final long SAME_START_MILLIS = Duration.ofSeconds(5).toMillis();

  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Of a process that has just been started; empty if it has ended already. */
  static Optional<ProcessRecord> of(Process process, int starts) {
    return process
        .info()
        .startInstant()
        .map(start -> new ProcessRecord(process.pid(), start.toEpochMilli(), starts));
  }

  ClusterStatus.State state() {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return ClusterStatus.State.GONE;
    }
    return switch (letter()) {
      case 'T', 't' -> ClusterStatus.State.FROZEN;
      case 'Z', 'X' -> ClusterStatus.State.GONE;
      default -> ClusterStatus.State.RUNNING;
    };
  }

  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().startInstant().map(this::isMyStart).orElse(false));
  }

  private boolean isMyStart(Instant start) {
    return Math.abs(start.toEpochMilli() - startedAt) <= SAME_START_MILLIS;
  }

  /**
   * Linux's letter for the state. A process that has been killed, and that nobody has asked for its
   * exit code, is still listed.
   */
  private char letter() {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      // The name in brackets may have any character.
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      // It has just ended, or this is no Linux.
      return ' ';
    }
  }

  /** Waits for its end; false if that does not come in time. */
  boolean ends(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (state() != ClusterStatus.State.GONE) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
