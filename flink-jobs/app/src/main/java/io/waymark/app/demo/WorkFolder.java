package io.waymark.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A temporary folder for all that the demo writes; removed at its end. */
final class WorkFolder implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Path path;
  private boolean kept;

  private WorkFolder(Path path) {
    this.path = path;
  }

  static WorkFolder create() {
    try {
      return new WorkFolder(Files.createTempDirectory("waymark-demo-"));
    } catch (IOException e) {
      throw new DemoFailed(
          "cannot make a temporary folder in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  Path path() {
    return path;
  }

  /** Leaves it where it is: a message names something in it. */
  void keep() {
    kept = true;
  }

  @Override
  public void close() {
    // What ends late may still write while this deletes.
    for (int attempt = 0; !kept && attempt < ATTEMPTS && Files.exists(path); attempt++) {
      FileUtils.deleteQuietly(path.toFile());
    }
  }
}
