package io.waymark.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What the build made: the job jar, the launcher's folder, a Flink to run it on. */
final class Build {
  private Build() {}

  /** The class path that the launcher runs the command line from. */
  static String classPath() {
    return jar() + System.getProperty("path.separator") + home().resolve("lib").resolve("*");
  }

  /** Installs the launcher of this release in a folder, and answers where it is. */
  static Path launcher(Path folder) throws IOException {
    Path launcher = Files.createDirectories(folder).resolve("waymark");
    Files.writeString(
        launcher,
        """
        #!/usr/bin/env bash
        exec '%s' -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlog4j2.configurationFile=classpath:waymark-cli-log.xml \\
          -Dwaymark.home='%s' -cp '%s' io.waymark.app.cli.Waymark "$@"
        """
            .formatted(java(), home(), classPath()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return launcher;
  }

  /**
   * The launcher of the release before: what {@code -Dwaymark.e2e.old-launcher} names; this
   * release's own under another name if nobody names any.
   */
  static Path oldLauncher(Path folder) throws IOException {
    String named = System.getProperty("waymark.e2e.old-launcher", "");
    return named.isEmpty() ? launcher(folder) : Path.of(named).toAbsolutePath();
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
