package io.waymark.app.run;

import io.waymark.app.job.JobConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;

/**
 * A job with the state it starts from.
 *
 * @param message where that is, for people
 */
public record Start(JobConfig config, String message) {

  /** Without any state. */
  public static Start fresh(JobConfig config) {
    return new Start(config, "starting afresh: no checkpoint is used");
  }

  /** From a checkpoint or savepoint that is left alone. */
  public static Start from(JobConfig config, String path) {
    // Flink takes a relative path for one of the file system's root.
    String place = path.contains(":") ? path : Path.of(path).toAbsolutePath().toString();
    return resuming(
        config, place, RecoveryClaimMode.NO_CLAIM, "resuming from " + place + ", as told");
  }

  /** From the newest complete checkpoint, or without any state if there is none. */
  public static Start newest(JobConfig config) throws CannotRun {
    String directory = config.flink().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    Optional<CheckpointDirectory.Complete> newest = new CheckpointDirectory(directory).newest();
    if (newest.isEmpty()) {
      return new Start(config, "starting afresh: there is no complete checkpoint in " + directory);
    }
    CheckpointDirectory.Complete found = newest.get();
    // It becomes the job's own, so that it is deleted when newer ones have made it useless.
    return resuming(
        config,
        found.path(),
        RecoveryClaimMode.CLAIM,
        "resuming from checkpoint %s of %s"
            .formatted(found.path(), Instant.ofEpochMilli(found.completedAt())));
  }

  private static Start resuming(
      JobConfig config, String path, RecoveryClaimMode mode, String message) {
    Configuration flink = new Configuration(config.flink());
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
    flink.set(StateRecoveryOptions.RESTORE_MODE, mode);
    return new Start(new JobConfig(config.job(), flink, config.settings()), message);
  }

  /** The checkpoint or savepoint; null if there is none. */
  public @Nullable String path() {
    return config.flink().get(StateRecoveryOptions.SAVEPOINT_PATH);
  }
}
