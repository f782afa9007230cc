package io.waymark.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The checks in {@code src/test/page}, which drive the page in Chromium. */
public final class PageChecks {
  /** Where they lie. */
  public static final Path FOLDER = Path.of("src/test/page").toAbsolutePath();

  private PageChecks() {}

  /**
   * Runs those of a script of {@code package.json}, and fails with what they said unless all of
   * them hold. Skips the test where there is no browser to drive.
   *
   * @param environment which console they look at, if it is none of their own
   */
  public static void run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled("node"), "no Node.js on this machine");
    assumeTrue(isInstalled("chromium"), "no Chromium on this machine");
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules")),
        "the checks' libraries are not installed: npm install --prefix " + FOLDER);
    Path output = Files.createTempFile("page", ".log");
    ProcessBuilder builder =
        new ProcessBuilder("npm", "run", script)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process checks = builder.start();
    try {
      int code = checks.waitFor();
      assertThat(code).as(said(output)).isZero();
    } finally {
      checks.descendants().forEach(ProcessHandle::destroy);
      checks.destroy();
      Files.delete(output);
    }
  }

  private static String said(Path output) throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static boolean isInstalled(String command) {
    return Stream.of(Objects.requireNonNull(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
