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

  /**
   * Without any state, for good: the checkpoints there are stay, but no later start resumes from
   * them by itself, even if this one ends before its first.
   */
  public static Start fresh(JobConfig config) throws CannotRun {
    String directory = directory(config);
    String message = "starting afresh: no checkpoint is used";
    return new CheckpointDirectory(directory).setAside()
        ? new Start(
            config,
            "%s; those in %s are set aside: only --from PATH still resumes from one"
                .formatted(message, directory))
        : new Start(config, message);
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
    return found(config)
        .orElseGet(
            () ->
                new Start(
                    config,
                    "starting afresh: there is no complete checkpoint in " + directory(config)));
  }

  /**
   * The same for a job on a cluster. Whether a disk of this machine is one of the cluster's can't
   * be known from here, so what is not found on it may be there all the same.
   *
   * @throws CannotRun if the cluster is on other machines, and so are its checkpoints: to start
   *     without any state is then for its user to say
   */
  public static Start newest(JobConfig config, ClusterAddress cluster) throws CannotRun {
    String directory = directory(config);
    if (!new CheckpointDirectory(directory).isOnDiskOfOneMachine()) {
      return newest(config);
    }
    Optional<Start> found = found(config);
    if (found.isPresent()) {
      return new Start(
          found.get().config(), found.get().message() + ", as found on the disk of this machine");
    }
    if (!cluster.isOnThisMachine()) {
      throw new CannotRun(
          "can't know whether there is a checkpoint to resume from: %s is on the disks of the cluster at %s; this machine's has none. Say --from PATH or --fresh, or set execution.checkpointing.dir to a place that all machines reach"
              .formatted(directory, cluster));
    }
    return new Start(
        config,
        "starting afresh: there is no complete checkpoint in %s on the disk of this machine. If the cluster has another, as in a container, resume with --from PATH"
            .formatted(directory));
  }

  private static Optional<Start> found(JobConfig config) throws CannotRun {
    return new CheckpointDirectory(directory(config))
        .newest()
        .map(
            found ->
                // It becomes the job's own, so that it is deleted when newer ones have made it
                // useless.
                resuming(
                    config,
                    found.path(),
                    RecoveryClaimMode.CLAIM,
                    "resuming from checkpoint %s of %s"
                        .formatted(found.path(), Instant.ofEpochMilli(found.completedAt()))));
  }

  private static String directory(JobConfig config) {
    return config.flink().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
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
