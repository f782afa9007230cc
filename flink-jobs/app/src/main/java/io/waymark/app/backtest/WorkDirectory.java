package io.waymark.app.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.io.FileUtils;

/** A temporary directory that is gone afterwards, also if the process is stopped. */
final class WorkDirectory implements AutoCloseable {
  private static final int ATTEMPTS = 50;
  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path path;
  private final Thread atShutdown;

  private WorkDirectory(Path path, Runnable beforeShutdown) {
    this.path = path;
    this.atShutdown =
        new Thread(
            () -> {
              try {
                beforeShutdown.run();
              } finally {
                delete();
              }
            },
            "delete-work-directory");
  }

  /**
   * Makes the directory.
   *
   * @param beforeShutdown run before it is deleted because the process is stopped
   */
  static WorkDirectory create(String prefix, Runnable beforeShutdown) throws IOException {
    WorkDirectory work = new WorkDirectory(Files.createTempDirectory(prefix), beforeShutdown);
    Runtime.getRuntime().addShutdownHook(work.atShutdown);
    return work;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
    delete();
  }

  /** A cluster that is going down still writes for a moment after its job has ended. */
  private void delete() {
    for (int left = ATTEMPTS; left > 0 && Files.exists(path); left--) {
      if (!FileUtils.deleteQuietly(path.toFile())) {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS);
      }
    }
  }
}
