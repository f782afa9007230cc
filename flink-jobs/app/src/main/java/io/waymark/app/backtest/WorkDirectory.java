package io.waymark.app.backtest;

import io.waymark.app.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A folder to work in that is gone afterwards, also if the process is stopped. */
final class WorkDirectory implements AutoCloseable {
  private final WorkFolder folder;
  private final Thread atShutdown;

  private WorkDirectory(WorkFolder folder, Runnable beforeShutdown) {
    this.folder = folder;
    this.atShutdown =
        new Thread(
            () -> {
              try {
                beforeShutdown.run();
              } finally {
                folder.close();
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
    WorkDirectory work = new WorkDirectory(WorkFolder.create(prefix), beforeShutdown);
    Runtime.getRuntime().addShutdownHook(work.atShutdown);
    return work;
  }

  Path path() {
    return folder.path();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
    folder.close();
  }
}
