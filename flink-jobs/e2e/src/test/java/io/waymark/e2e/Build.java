package io.waymark.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build made: the job jar, the launcher's folder, a Flink to run it on. */
final class Build {
  private Build() {}

  /** The class path that the launcher runs the command line from. */
  static String classPath() {
    return jar() + System.getProperty("path.separator") + home().resolve("lib").resolve("*");
  }

  static Path home() {
    return folder("waymark.home");
  }

  static Path jar() {
    Path jar = home().resolve("waymark.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(missing(jar));
    }
    return jar;
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Path folder(String property) {
    String value = System.getProperty(property);
    if (value == null || !Files.isDirectory(Path.of(value))) {
      throw new IllegalStateException(missing(property + "=" + value));
    }
    return Path.of(value).toAbsolutePath().normalize();
  }

  private static String missing(Object what) {
    return "These tests run what the build has packaged, and there is no "
        + what
        + ". Run: mvn verify -pl flink-jobs/e2e -am";
  }
}
