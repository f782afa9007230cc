package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A receiver of webhooks in a process of its own, so that its CPU is not the job's. */
final class RunningReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ChildJvm process;
  private final int port;

  private RunningReceiver(ChildJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it, and returns when it listens.
   *
   * @param work where it logs
   */
  static RunningReceiver start(Path work) throws IOException, InterruptedException {
    Path ready = work.resolve("ready.json");
    ChildJvm process =
        ChildJvm.start(
            ReceiverMain.class,
            List.of("-Xmx256m"),
            work.resolve("receiver.log"),
            ready.toString());
    try {
      process.await(ready, PATIENCE);
      return new RunningReceiver(
          process, new ObjectMapper().readValue(ready.toFile(), Integer.class));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Where it listens, on loopback. */
  int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
