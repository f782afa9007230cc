package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.ClusterStatus;
import io.waymark.app.cluster.FlinkJob;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterTableTest {
  private static final long NOW = Duration.ofDays(20_000).toMillis();

  @Test
  void showsWhatRunsSinceWhenAndHowOldTheLastCheckpointIs() {
    FlinkJob.Checkpoint last = new FlinkJob.Checkpoint(17, NOW - 3_000, 4_096);
    FlinkJob journey = new FlinkJob("abc", "journey", "RUNNING", 14, 14, 1, last, 0);

    assertThat(shown(List.of(journey)))
        .containsExactly(
            "PROCESS          STATE         PID      FOR STARTS  ADDRESS                METRICS                        LOG",
            "broker           running        17   2 m 05      1  127.0.0.1:9092         -                              broker.log",
            "taskmanager-1    gone            -        -      3  -                      http://127.0.0.1:9250/metrics  tm.log",
            "",
            "JOB            STATE          TASKS RESTARTS  CHECKPOINT                   FAILED  ID",
            "journey        RUNNING        14/14        1  17, 3 s ago, 4 KiB                0  abc");
  }

  @Test
  void saysThatThereIsNoJobOrNobodyToAsk() {
    assertThat(shown(List.of())).last().isEqualTo("No job is on the cluster.");
    assertThat(shown(null)).last().isEqualTo("No JobManager answers.");
  }

  private static List<String> shown(@Nullable List<FlinkJob> jobs) {
    StringWriter text = new StringWriter();
    new ClusterTable(NOW)
        .print(
            new ClusterStatus(
                List.of(
                    new ClusterStatus.Process(
                        "broker",
                        ClusterStatus.State.RUNNING,
                        17L,
                        NOW - 125_000,
                        1,
                        "127.0.0.1:9092",
                        "",
                        Path.of("broker.log")),
                    new ClusterStatus.Process(
                        "taskmanager-1",
                        ClusterStatus.State.GONE,
                        null,
                        null,
                        3,
                        "",
                        "http://127.0.0.1:9250/metrics",
                        Path.of("tm.log"))),
                jobs),
            new PrintWriter(text));
    return text.toString().lines().toList();
  }
}
