package io.waymark.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process with this one's class path; what it logs goes to a file, its progress to this
 * one's stderr. Its main has to call {@link Parent#endWithIt}.
 */
public final class ChildJvm implements AutoCloseable {
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

  /** Waits for its end, which has to be a good one and not too late. */
  public void await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failed("did not end within " + patience.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw failed("ended with " + process.exitValue());
    }
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
