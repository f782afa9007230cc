package io.waymark.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessRecordTest {
  private Process sleeper;
  private ProcessRecord record;

  @BeforeEach
  void start() throws IOException {
    sleeper = new ProcessBuilder("sleep", "600").start();
    record = ProcessRecord.of(sleeper, 1).orElseThrow();
  }

  @AfterEach
  void end() {
    sleeper.destroyForcibly();
  }

  @Test
  void aProcessIsFrozenAndGoesOnAndIsGone() throws ClusterFailed, InterruptedException {
    assertThat(record.state()).isEqualTo(ClusterStatus.State.RUNNING);

    ProcessSignal.STOP.send(record.pid());
    await(ClusterStatus.State.FROZEN);

    ProcessSignal.CONT.send(record.pid());
    await(ClusterStatus.State.RUNNING);

    ProcessSignal.KILL.send(record.pid());
    sleeper.waitFor();
    assertThat(record.state()).isEqualTo(ClusterStatus.State.GONE);
  }

  @Test
  void anotherProcessThatHasGotItsNumberIsNotTakenForIt() {
    ProcessRecord before =
        new ProcessRecord(record.pid(), record.startedAt() - 60_000, record.starts());

    assertThat(before.state()).isEqualTo(ClusterStatus.State.GONE);
  }

  /** The system needs a moment to carry out a signal. */
  private void await(ClusterStatus.State wanted) {
    while (record.state() != wanted) {
      Thread.onSpinWait();
    }
  }
}
