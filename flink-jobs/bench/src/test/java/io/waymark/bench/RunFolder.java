package io.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** State and checkpoints of one run: gone after it, or the next ones would fill the disk. */
record RunFolder(Path path) implements AutoCloseable {
  static RunFolder in(Path work) throws IOException {
    return new RunFolder(Files.createTempDirectory(work, "run"));
  }

  @Override
  public void close() {
    FileUtils.deleteDirectoryQuietly(path.toFile());
  }
}
