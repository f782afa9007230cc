package io.waymark.app.run;

import java.nio.file.Path;
import java.util.Optional;

/** The checkpoints of a run. */
record RunCheckpoints(Path folder) {

  /** As configurations name them. */
  String uri() {
    return folder.toUri().toString();
  }

  /** Waits until one is complete that is not yet there. */
  void awaitAnother() throws CannotRun {
    CheckpointDirectory checkpoints = new CheckpointDirectory(uri());
    Optional<CheckpointDirectory.Complete> before = checkpoints.newest();
    while (checkpoints.newest().equals(before)) {
      Patience.pause("without another checkpoint");
    }
  }
}
