package io.waymark.app.run;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local disk under the scheme {@code slow}, on which a file takes as long to be begun as
 * somebody says: what an object store is like on a bad day.
 */
public final class SlowFileSystem extends LocalFileSystem {
  private static final String SCHEME = "slow";
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

  private static volatile Duration delay = Duration.ZERO;

  /** Flink finds it by the list of services. */
  public static final class Factory implements FileSystemFactory {
    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new SlowFileSystem();
    }
  }

  /** How long each file takes from now on, those that are being waited for too. */
  static void delay(Duration each) {
    delay = each;
  }

  /** A folder of the local disk as this file system knows it. */
  static String uri(java.nio.file.Path folder) {
    return SCHEME + "://" + folder.toAbsolutePath();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FSDataOutputStream create(Path file, WriteMode mode) throws IOException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < delay.toNanos()) {
      LockSupport.parkNanos(LOOK);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("given up: " + file);
      }
    }
    return super.create(file, mode);
  }
}
