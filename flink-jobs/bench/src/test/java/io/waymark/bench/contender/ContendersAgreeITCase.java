package io.waymark.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.LocalBroker;
import io.waymark.bench.log.BenchLog;
import io.waymark.bench.log.LogTopic;
import io.waymark.bench.log.Patterns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contenders that compute the same patterns find the same, or they measure something else. */
class ContendersAgreeITCase {
  private static final long EVENTS = 40_000;
  private static final int PARALLELISM = 2;
  private static final long DEADLINE_MILLIS = 120_000;

  @TempDir static Path directory;
  private static LocalBroker broker;

  @BeforeAll
  static void writeTheLog() throws Exception {
    broker =
        LocalBroker.start(
            System.getProperty("java.class.path"), directory.resolve("broker"), "512m");
    LogTopic.create(broker.bootstrapServers(), "log");
    LogTopic.write(
        broker.bootstrapServers(),
        "log",
        new BenchLog(3, 50_000, EVENTS, 1_767_225_600_000L, LogTopic.PARTITIONS));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void flinkCepFindsWhatWaymarkFinds() throws Exception {
    agree("waymark-16", "cep-heap-16");
  }

  @Test
  void esperFindsWhatWaymarkFinds() throws Exception {
    agree("waymark-4", "esper-4");
  }

  @Test
  void matchRecognizeFindsWhatWaymarkFinds() throws Exception {
    agree("waymark-1", "match-recognize-heap");
  }

  private static void agree(String ours, String theirs) throws Exception {
    Measurement mine = measure(ours);
    Measurement other = measure(theirs);
    assertThat(other.found()).isEqualTo(mine.found());
    assertThat(other.digest()).isEqualTo(mine.digest());
    int patterns = Integer.parseInt(ours.substring("waymark-".length()));
    assertThat(mine.found().keySet())
        .as("each pattern is found")
        .isEqualTo(
            Patterns.BASE.subList(0, patterns).stream()
                .map(Patterns.Pattern::id)
                .collect(Collectors.toSet()));
  }

  private static Measurement measure(String contender) throws Exception {
    Measurement measured =
        ContenderMain.measure(
            new Assignment(
                contender,
                new BenchTopic(broker.bootstrapServers(), "log", false),
                EVENTS,
                DEADLINE_MILLIS,
                null,
                PARALLELISM,
                Files.createTempDirectory(directory, contender).toString()));
    assertThat(measured.finished()).isTrue();
    assertThat(measured.whole().events()).isEqualTo(EVENTS);
    return measured;
  }
}
