package io.waymark.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender at work in a process of its own, which ends with this one. */
public final class ContenderProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofMinutes(1);

  private final Assignment assignment;
  private final Path result;
  private final Path output;
  private final Process process;

  private ContenderProcess(Assignment assignment, Path result, Path output, Process process) {
    this.assignment = assignment;
    this.result = result;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param jvmOptions such as {@code -Xmx3g}
   * @param output the file for what it prints
   */
  public static ContenderProcess start(Assignment assignment, List<String> jvmOptions, Path output)
      throws IOException {
    Path result = Path.of(assignment.work(), "result.json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-Dlog4j2.configurationFile=classpath:bench-log.xml",
            "-cp",
            System.getProperty("java.class.path"),
            ContenderMain.class.getName(),
            JSON.writeValueAsString(assignment),
            result.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ContenderProcess(assignment, result, output, process);
  }

  /** Waits until its job runs. */
  public void awaitRunning() throws IOException, InterruptedException {
    long patience = System.nanoTime() + START.toNanos();
    while (!Files.exists(Path.of(assignment.work(), ContenderMain.RUNNING))) {
      if (!process.isAlive() || System.nanoTime() > patience) {
        throw failed("did not start");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Waits until it has measured. */
  public Measurement await() throws IOException, InterruptedException {
    Duration patience = START.multipliedBy(2).plus(Duration.ofMillis(assignment.deadlineMillis()));
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failed("did not end");
    }
    if (process.exitValue() != 0) {
      throw failed("failed");
    }
    return JSON.readValue(result.toFile(), Measurement.class);
  }

  private IOException failed(String how) {
    return new IOException(assignment.contender() + " " + how + ", see " + output.toAbsolutePath());
  }

  /** Ends it at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
