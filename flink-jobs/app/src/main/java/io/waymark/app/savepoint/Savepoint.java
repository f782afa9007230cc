package io.waymark.app.savepoint;

import io.waymark.app.run.CannotRun;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/**
 * A savepoint of a job, wherever Flink's file systems reach. Opening it reads its metadata alone.
 *
 * <p>Keyed state is read from the canonical format as it lies there, in a stream: the State
 * Processor API would first restore all of an operator's state to a disk of this machine to answer
 * a question about one customer, wants each state described by hand, and knows nothing of bytes. It
 * is what this is tested against.
 *
 * @param place as a URI or an absolute path
 * @param operators by uid
 */
public record Savepoint(String place, List<SavedOperator> operators) {

  /**
   * Opens one.
   *
   * @param path its directory or its {@code _metadata}; a relative one is of the working directory
   * @throws CannotRun if nothing is there that can be read
   */
  public static Savepoint open(String path) throws CannotRun {
    // Flink takes a relative path for one of the file system's root.
    String place = path.contains(":") ? path : Path.of(path).toAbsolutePath().toString();
    try {
      CompletedCheckpointStorageLocation found =
          AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(place);
      return new Savepoint(place, operators(found));
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotRun(
          "there is no savepoint that can be read at %s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static List<SavedOperator> operators(CompletedCheckpointStorageLocation found)
      throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(found.getMetadataHandle().openInputStream()))) {
      CheckpointMetadata metadata =
          Checkpoints.loadCheckpointMetadata(
              in, Savepoint.class.getClassLoader(), found.getExternalPointer());
      return metadata.getOperatorStates().stream()
          .map(SavedOperator::new)
          .sorted(Comparator.comparing(SavedOperator::uid))
          .toList();
    }
  }
}
