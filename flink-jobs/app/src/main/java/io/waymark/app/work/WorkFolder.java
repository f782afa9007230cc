package io.waymark.app.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A temporary folder that is gone afterwards. A process that is killed leaves it behind; the next
 * one that makes such a folder takes it away.
 *
 * <p>While it is in use a file in it is locked, and the system frees the lock of a process that has
 * died. A folder without that file belongs to nobody here and stays.
 */
public final class WorkFolder implements AutoCloseable {
  static final String LOCK = "in-use";

  private static final int ATTEMPTS = 50;
  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * The folders of this process. To open a lock file of its own and close it again would free the
   * lock, on most systems.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private boolean kept;

  private WorkFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder in the system's temporary folder.
   *
   * @param prefix what its name begins with, the same for all that is used alike
   */
  public static WorkFolder create(String prefix) throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")), prefix);
  }

  static WorkFolder create(Path parent, String prefix) throws IOException {
    removeAbandoned(parent, prefix);
    Path path = Files.createTempDirectory(parent, prefix);
    OWN.add(path);
    try {
      return new WorkFolder(path, lock(path));
    } catch (IOException e) {
      remove(path);
      OWN.remove(path);
      throw e;
    }
  }

  /** Whoever finds the file finds it locked: it gets its name after that. */
  private static FileChannel lock(Path path) throws IOException {
    Path unlocked = path.resolve(LOCK + ".new");
    FileChannel channel =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      Files.move(unlocked, path.resolve(LOCK));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void removeAbandoned(Path parent, String prefix) throws IOException {
    for (Path folder : children(parent)) {
      if (folder.getFileName().toString().startsWith(prefix) && !OWN.contains(folder)) {
        removeIfAbandoned(folder);
      }
    }
  }

  private static void removeIfAbandoned(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        remove(folder);
      }
    } catch (IOException e) {
      // No such file, or another user's: none of ours.
    }
  }

  public Path path() {
    return path;
  }

  /** Leaves it where it is for good: a message names something in it. */
  public void keep() {
    kept = true;
    FileUtils.deleteQuietly(path.resolve(LOCK).toFile());
  }

  /** Removes it. What ends late may still write for a moment while this deletes. */
  @Override
  public void close() {
    for (int left = ATTEMPTS; !kept && left > 0 && Files.exists(path); left--) {
      if (!remove(path)) {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS);
      }
    }
    try {
      lock.close();
    } catch (IOException e) {
      // The process holds a lock for longer than it needs to.
    }
    OWN.remove(path);
  }

  /** Removes the lock file last: who is killed before that leaves the rest to the next one. */
  private static boolean remove(Path folder) {
    try {
      for (Path child : children(folder)) {
        if (!child.endsWith(LOCK)) {
          FileUtils.deleteQuietly(child.toFile());
        }
      }
    } catch (IOException e) {
      return false;
    }
    return FileUtils.deleteQuietly(folder.toFile());
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
