package io.waymark.app.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A local broker that runs from the test class path. */
public final class TestBroker {
  private TestBroker() {}

  public static LocalBroker start(Path directory) {
    return LocalBroker.start(System.getProperty("java.class.path"), directory, "384m");
  }

  /** Ends a broker at once, as a power cut would ({@code kill -9}); its data stays. */
  public static void kill(LocalBroker broker) throws InterruptedException {
    ProcessHandle.of(broker.pid()).ifPresent(ProcessHandle::destroyForcibly);
    while (broker.isAlive()) {
      Thread.sleep(10);
    }
  }

  /** One broker for all tests of this process that do no harm to it; it ends with the process. */
  public static LocalBroker shared() {
    return Shared.BROKER;
  }

  /** What a client needs to reach the shared broker. */
  public static Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", shared().bootstrapServers());
    return client;
  }

  private static final class Shared {
    static final LocalBroker BROKER = start(directory());

    private static Path directory() {
      try {
        // It outlives this process for a moment: what it leaves goes with the build's output.
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
