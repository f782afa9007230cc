package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class InterruptE2E {
  @TempDir Path folder;

  @Test
  void aJobThatIsInterruptedTakesALastCheckpointAndGoesOnFromIt() {
    try (Installation installation = new Installation(folder)) {
      try (Child first = installation.run(Job.PULSE, 1)) {
        first.says("starting afresh").says("pulse is running");
        installation.awaitCheckpoints(1, first::output);
        long before = installation.newestCheckpoint();
        first.interrupt();
        assertThat(first.exitCode()).as(first.output()).isEqualTo(130);
        assertThat(first.output()).doesNotContain("\tat ");
        assertThat(installation.newestCheckpoint()).isGreaterThan(before);
      }
      try (Child second = installation.run(Job.PULSE, 2)) {
        second
            .says("resuming from checkpoint")
            .says("/chk-" + installation.newestCheckpoint())
            .says("pulse is running");
      }
    }
  }
}
