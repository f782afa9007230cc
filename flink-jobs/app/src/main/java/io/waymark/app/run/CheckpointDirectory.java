package io.waymark.app.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Where a job's checkpoints are: {@code JOB-ID/chk-N/_metadata} below it. Each start of a job has
 * an id of its own.
 */
public final class CheckpointDirectory {
  /** Held until the process ends. */
  private static final Collection<FileChannel> CLAIMED = new ConcurrentLinkedQueue<>();

  private static final String CHECKPOINT = "chk-";
  private static final String METADATA = "_metadata";

  /** In the directory of a start whose checkpoints only {@code --from} resumes from. */
  private static final String SET_ASIDE = ".set-aside";

  private static final Comparator<Complete> BY_TIME =
      Comparator.comparingLong(Complete::completedAt);

  private final Path root;

  /**
   * @param uri as in {@code execution.checkpointing.dir}
   */
  public CheckpointDirectory(String uri) throws CannotRun {
    try {
      this.root = new Path(uri);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(uri + " is no place for checkpoints: " + e.getMessage(), e);
    }
  }

  /**
   * A checkpoint that can be resumed from.
   *
   * @param completedAt epoch milliseconds
   */
  public record Complete(String path, long completedAt) {}

  /** Whether each machine has such a place of its own, so that another one may see other files. */
  public boolean isOnDiskOfOneMachine() {
    String scheme = root.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  /** Makes sure that checkpoints can be written here. */
  public void ensureWritable() throws CannotRun {
    Path probe = new Path(root, ".probe-" + UUID.randomUUID());
    try {
      FileSystem files = root.getFileSystem();
      files.mkdirs(root);
      try (FSDataOutputStream out = files.create(probe, FileSystem.WriteMode.NO_OVERWRITE)) {
        out.write(0);
      }
      files.delete(probe, false);
    } catch (IOException e) {
      throw new CannotRun(
          "can't write checkpoints to %s: %s. Make it writable or set execution.checkpointing.dir to another place."
              .formatted(root, reason(e)),
          e);
    }
  }

  /**
   * Keeps other processes of this machine from running a job on the same checkpoints, until this
   * one ends, however it ends. A second job would take over, and later delete, what the first one
   * needs. Only file systems of this machine can be locked; others are left to their users.
   */
  public void claim() throws CannotRun {
    if (!isOnDiskOfOneMachine()) {
      return;
    }
    try {
      FileChannel file =
          FileChannel.open(
              java.nio.file.Path.of(root.toUri().getPath(), ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!isLocked(file)) {
        throw new CannotRun(
            "another process runs a job on the checkpoints in %s: end it first, or set execution.checkpointing.dir to another place"
                .formatted(root));
      }
      CLAIMED.add(file);
    } catch (IOException e) {
      throw new CannotRun("can't lock %s: %s".formatted(root, reason(e)), e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /**
   * The newest checkpoint that was completed, of all starts that are not set aside; empty if there
   * is none.
   */
  public Optional<Complete> newest() throws CannotRun {
    try {
      FileSystem files = root.getFileSystem();
      List<Complete> found = new ArrayList<>();
      for (Path start : starts(files)) {
        if (!isSetAside(files, start)) {
          newest(files, start).ifPresent(found::add);
        }
      }
      return found.stream().max(BY_TIME);
    } catch (IOException e) {
      throw new CannotRun(
          "can't look for checkpoints in %s: %s. Say where to start from: --from PATH or --fresh"
              .formatted(root, reason(e)),
          e);
    }
  }

  /**
   * Sets all starts aside that are here: their checkpoints stay, but {@link #newest} does not find
   * them any more, whatever becomes of the start that asked for it.
   *
   * @return whether there was a checkpoint to set aside
   */
  public boolean setAside() throws CannotRun {
    try {
      FileSystem files = root.getFileSystem();
      Map<Path, Optional<Complete>> starts = new HashMap<>();
      for (Path start : starts(files)) {
        if (!isSetAside(files, start)) {
          starts.put(start, newest(files, start));
        }
      }
      // The newest last: whoever is killed in between leaves it to be found, and nothing older.
      Comparator<Map.Entry<Path, Optional<Complete>>> order =
          Map.Entry.comparingByValue(
              Comparator.comparingLong(found -> found.map(Complete::completedAt).orElse(0L)));
      for (var start : starts.entrySet().stream().sorted(order).toList()) {
        Path marker = new Path(start.getKey(), SET_ASIDE);
        files.create(marker, FileSystem.WriteMode.OVERWRITE).close();
      }
      return starts.values().stream().anyMatch(Optional::isPresent);
    } catch (UnsupportedFileSystemSchemeException e) {
      // Nor can any later start look from here: it has to be told where to start from.
      return false;
    } catch (IOException e) {
      throw new CannotRun(
          "can't set aside the checkpoints in %s: %s".formatted(root, reason(e)), e);
    }
  }

  private List<Path> starts(FileSystem files) throws IOException {
    return files.exists(root) ? children(files, root).map(FileStatus::getPath).toList() : List.of();
  }

  private static boolean isSetAside(FileSystem files, Path start) throws IOException {
    return files.exists(new Path(start, SET_ASIDE));
  }

  private static Optional<Complete> newest(FileSystem files, Path start) {
    return children(files, start)
        .filter(child -> child.getPath().getName().startsWith(CHECKPOINT))
        .flatMap(checkpoint -> complete(files, checkpoint.getPath()))
        .max(BY_TIME);
  }

  private static Stream<FileStatus> children(FileSystem files, Path directory) {
    try {
      FileStatus[] found = files.listStatus(directory);
      return found == null ? Stream.empty() : Arrays.stream(found).filter(FileStatus::isDir);
    } catch (IOException e) {
      // Checkpoints come and go while a job runs; what has gone is none to resume from.
      return Stream.empty();
    }
  }

  private static Stream<Complete> complete(FileSystem files, Path checkpoint) {
    try {
      FileStatus metadata = files.getFileStatus(new Path(checkpoint, METADATA));
      return Stream.of(new Complete(checkpoint.toString(), metadata.getModificationTime()));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
  }
}
