package io.waymark.bench.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process with this one's class path; what it logs goes to a file, its progress to this
 * one's stderr. Its main has to call {@link Parent#endWithIt}.
 */
public final class ChildJvm implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param options of the JVM, such as {@code -Xmx3g}
   */
  public static ChildJvm start(Class<?> main, List<String> options, Path output, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dlog4j2.configurationFile=classpath:bench-log.xml");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ChildJvm(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile())
            .start(),
        output);
  }

  /** Throws if it runs no more. */
  public void mustRun() throws IOException {
    if (!process.isAlive()) {
      throw failed("ended with " + process.exitValue());
    }
  }

  /** CPU that it has taken so far, all threads; zero where the system does not tell. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Waits until it has written its result. Not for its end: threads of RocksDB can hold that up for
   * ever.
   *
   * @param result written as a whole by {@link #write}
   */
  public void await(Path result, Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!Files.exists(result)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && !Files.exists(result)) {
        throw failed("ended with " + process.exitValue());
      }
      if (System.nanoTime() > deadline) {
        throw failed("had no result within " + patience.toSeconds() + " s");
      }
    }
  }

  /** Writes a result, in the process that was started, so that it is there as a whole or not. */
  public static void write(Object result, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    new ObjectMapper().writeValue(unfinished.toFile(), result);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private IOException failed(String what) {
    return new IOException("the measured process " + what + ", see " + output.toAbsolutePath());
  }

  /** Ends it at once. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
