package io.waymark.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender at work in a process of its own, which ends with this one. */
public final class ContenderProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 100;

  private final Assignment assignment;
  private final Path result;
  private final ChildJvm jvm;

  private ContenderProcess(Assignment assignment, Path result, ChildJvm jvm) {
    this.assignment = assignment;
    this.result = result;
    this.jvm = jvm;
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
    return new ContenderProcess(
        assignment,
        result,
        ChildJvm.start(
            ContenderMain.class,
            jvmOptions,
            output,
            JSON.writeValueAsString(assignment),
            result.toString()));
  }

  /** Waits until its job runs. */
  public void awaitRunning() throws IOException, InterruptedException {
    long patience = System.nanoTime() + START.toNanos();
    while (!Files.exists(Path.of(assignment.work(), ContenderMain.RUNNING))) {
      jvm.mustRun();
      if (System.nanoTime() > patience) {
        throw new IOException("the job of %s did not start".formatted(assignment.contender()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Waits until it has measured. */
  public Measurement await() throws IOException, InterruptedException {
    jvm.await(result, START.multipliedBy(2).plus(Duration.ofMillis(assignment.deadlineMillis())));
    return JSON.readValue(result.toFile(), Measurement.class);
  }

  /** Ends it at once. */
  @Override
  public void close() {
    jvm.close();
  }
}
