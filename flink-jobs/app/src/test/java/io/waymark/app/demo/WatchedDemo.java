package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waymark.catalogue.Catalogue;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A demo that runs, whose console a browser looks at by the scripts of the page's checks. */
final class WatchedDemo implements AutoCloseable {
  private static final Path CHECKS =
      Path.of("../console/src/test/page").toAbsolutePath().normalize();
  private static final Duration SOON = Duration.ofSeconds(120);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Demo demo;
  private final Thread running;

  private WatchedDemo(double speed, Duration length) {
    demo =
        new Demo(
            new DemoSettings(Catalogue.shipped(), null, speed, length),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false);
    running = new Thread(demo::run, "demo");
  }

  /** Starts it, if there is a browser here. */
  static WatchedDemo start(double speed, Duration length) {
    assumeTrue(isInstalled("node"), "no Node.js on this machine");
    assumeTrue(isInstalled("chromium"), "no Chromium on this machine");
    assumeTrue(
        Files.isDirectory(CHECKS.resolve("node_modules")),
        "the checks' libraries are not installed: npm install --prefix " + CHECKS);
    WatchedDemo watched = new WatchedDemo(speed, length);
    watched.running.start();
    return watched;
  }

  /** Where its broker is, once it is there. */
  String broker() throws InterruptedException {
    return told("Kafka +(\\S+),");
  }

  /** Starts a script of the checks; what it says goes into the log. */
  Process look(String script, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("npm", "run", "--silent", script)
            .directory(CHECKS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CONSOLE_URL", told("Console +(http://\\S+/),"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What it has said, for whoever reads of a failure. */
  String said() {
    return out + "\n" + err;
  }

  private String told(String pattern) throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    for (; ; ) {
      Matcher found = Pattern.compile(pattern).matcher(err.toString());
      if (found.find()) {
        return found.group(1);
      }
      assertThat(running.isAlive() && System.nanoTime() < deadline)
          .as("%s in:%n%s", pattern, err)
          .isTrue();
      Thread.sleep(50);
    }
  }

  private static boolean isInstalled(String command) {
    return Stream.of(Objects.requireNonNull(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  @Override
  public void close() throws InterruptedException {
    demo.stop();
    running.join(SOON.toMillis());
  }
}
