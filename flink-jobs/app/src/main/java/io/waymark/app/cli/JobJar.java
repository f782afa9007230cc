package io.waymark.app.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The jar that a cluster is given. */
final class JobJar {
  private JobJar() {}

  /**
   * The jar in the launcher's folder, or else the one that this class came from.
   *
   * @throws CommandFailed if it runs from neither
   */
  static Path locate() {
    String home = System.getProperty("waymark.home");
    if (home != null && Files.isRegularFile(Path.of(home, "waymark.jar"))) {
      return Path.of(home, "waymark.jar").toAbsolutePath();
    }
    CodeSource source = JobJar.class.getProtectionDomain().getCodeSource();
    try {
      if (source != null) {
        Path file = Path.of(source.getLocation().toURI());
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class came from no place", e);
    }
    throw new CommandFailed(
        "there is no job jar to submit: run it with the launcher ./waymark, which builds one");
  }
}
