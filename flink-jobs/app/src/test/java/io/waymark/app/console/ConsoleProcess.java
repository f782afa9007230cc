package io.waymark.app.console;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code waymark console} in a process of its own, with its store in a folder. */
final class ConsoleProcess implements AutoCloseable {
  private static final Pattern PAGE = Pattern.compile("console: (http://\\S+)");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final URI page;

  private ConsoleProcess(Process process, URI page) {
    this.process = process;
    this.page = page;
  }

  /** Starts it, and waits until it answers. */
  static ConsoleProcess start(Path folder, String bootstrapServers)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "console", ".out");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    // It starts sooner, and lives for some seconds only.
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.waymark.app.cli.Waymark",
                    "console",
                    "--listen",
                    "127.0.0.1:0",
                    "--bootstrap-servers",
                    bootstrapServers))
            .directory(new File(folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Matcher page = PAGE.matcher(said);
      if (page.find()) {
        return new ConsoleProcess(process, URI.create(page.group(1)));
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IOException("the console does not answer:\n" + said);
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  URI page() {
    return page;
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
