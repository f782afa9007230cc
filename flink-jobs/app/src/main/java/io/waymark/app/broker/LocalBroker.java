package io.waymark.app.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Kafka broker (KRaft, one node, loopback only) in a process of its own, with its own heap and
 * data folder. It ends with {@link #close}, with this process, and also when this process is
 * killed.
 */
public final class LocalBroker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 100;

  private final String classPath;
  private final BrokerFiles files;
  private final String heap;
  private final Thread hook = new Thread(this::end, "local-broker-end");
  private BrokerPorts ports;
  private Process process;

  private LocalBroker(String classPath, Path directory, String heap) {
    this.classPath = classPath;
    this.files = new BrokerFiles(directory);
    this.heap = heap;
    this.ports = BrokerPorts.free();
    this.process = launch();
  }

  /**
   * Starts a broker on two free ports and waits until it answers.
   *
   * @param classPath what the child runs from: the jars of {@code org.apache.kafka:kafka_2.13} with
   *     their dependencies, log4j, and this class
   * @param directory its data, configuration and output ({@code broker.log}); data found there is
   *     kept
   * @param heap the child's largest heap as {@code java -Xmx} writes it: {@code 512m}
   * @throws BrokerFailed if it does not answer within a minute
   */
  public static LocalBroker start(String classPath, Path directory, String heap) {
    LocalBroker broker = new LocalBroker(classPath, directory, heap);
    try {
      for (int attempt = 1; !broker.answers(); attempt++) {
        // Somebody may have bound a port between our asking and the broker's binding it.
        if (attempt == ATTEMPTS || !broker.files.saysPortIsTaken()) {
          throw broker.failure("ended while starting");
        }
        broker.ports = BrokerPorts.free();
        broker.process = broker.launch();
      }
      Runtime.getRuntime().addShutdownHook(broker.hook);
      return broker;
    } catch (RuntimeException e) {
      broker.end();
      throw e;
    }
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return quorum().bootstrapServers();
  }

  private BrokerQuorum quorum() {
    return new BrokerQuorum(List.of(ports));
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Starts an ended broker again on the same data and the same ports and waits for its answer. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException("the broker is running");
    }
    process = launch();
    if (!answers()) {
      throw failure("ended while starting again");
    }
  }

  /** Shuts down in order; after ten seconds by force. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already and the hook is what runs.
    }
  }

  private void end() {
    process.destroy();
    if (!await(STOP)) {
      process.destroyForcibly();
      await(STOP);
    }
  }

  private boolean await(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process launch() {
    try {
      return new ProcessBuilder(
              new BrokerLaunch(classPath, files.directory(), heap, quorum(), 1)
                  .prepareToEndWithThisProcess())
          .redirectErrorStream(true)
          .redirectOutput(files.output().toFile())
          .start();
    } catch (IOException e) {
      throw new BrokerFailed("Can't start the local broker's process: " + e.getMessage(), e);
    }
  }

  /** Waits for an answer; false if the process ended instead. */
  private boolean answers() {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive()) {
      if (BrokerProbe.answers(ports)) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        throw failure("did not answer within " + START.toSeconds() + " s");
      }
      await(Duration.ofMillis(PAUSE_MILLIS));
      if (Thread.currentThread().isInterrupted()) {
        throw failure("was given up: interrupted");
      }
    }
    return false;
  }

  private BrokerFailed failure(String what) {
    return new BrokerFailed(
        """
        The local Kafka broker %s.
        If the log below names memory or disk, free some; if it names a class, rebuild the project. \
        Its whole log: %s
        %s"""
            .formatted(what, files.output(), files.tail()));
  }
}
