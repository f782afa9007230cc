package io.waymark.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The checks in {@code src/test/page}, which drive the page in Chromium against a fake console. */
@Timeout(600)
class PageITCase {
  private static final Path CHECKS = Path.of("src/test/page").toAbsolutePath();

  @Test
  void eachViewDoesWhatItIsForAndBreaksNowhere() throws Exception {
    assumeTrue(isInstalled("node"), "no Node.js on this machine");
    assumeTrue(isInstalled("chromium"), "no Chromium on this machine");
    assumeTrue(
        Files.isDirectory(CHECKS.resolve("node_modules")),
        "the checks' libraries are not installed: npm install --prefix " + CHECKS);
    Path output = Files.createTempFile("page", ".log");
    Process checks =
        new ProcessBuilder("npm", "test")
            .directory(CHECKS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
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
