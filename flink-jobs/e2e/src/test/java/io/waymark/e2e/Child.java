package io.waymark.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of its own, with what it says in a file. */
final class Child implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code java} with these arguments; the child does not outlive this process. */
  static Child java(Path folder, String name, List<String> arguments) {
    return program(folder, name, Build.java(), arguments);
  }

  /** Starts a launcher, of whatever release. */
  static Child launcher(Path folder, Path launcher, String... arguments) {
    return program(folder, "launcher-" + arguments[0], launcher, List.of(arguments));
  }

  private static Child program(Path folder, String name, Path program, List<String> arguments) {
    try {
      Path output = Files.createTempFile(folder, name, ".out");
      Process process =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString()), arguments.stream()).toList())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Child(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the command line as the launcher does, but for what only pays in the long run. */
  static Child waymark(Path folder, String... arguments) {
    return java(
        folder,
        "waymark-" + arguments[0],
        Stream.concat(
                Stream.of(
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlog4j2.configurationFile=classpath:waymark-cli-log.xml",
                    "-Dwaymark.home=" + Build.home(),
                    "-cp",
                    Build.classPath(),
                    "io.waymark.app.cli.Waymark"),
                Stream.of(arguments))
            .toList());
  }

  /** All it has said so far. */
  String output() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has said this. */
  Child says(String text) {
    Await.until(
        "\"" + text + "\" from a process that says:",
        Duration.ofSeconds(180),
        () -> {
          if (output().contains(text)) {
            return true;
          }
          if (!process.isAlive()) {
            fail("ended without saying \"%s\":%n%s", text, output());
          }
          return false;
        },
        this::output);
    return this;
  }

  /** Waits for its end and answers its exit code. */
  int exitCode() {
    try {
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        fail("did not end; it says:%n%s", output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to end, as Ctrl-C does. */
  void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
