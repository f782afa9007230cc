package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.domain.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class KillE2E {
  @TempDir Path folder;

  @Test
  void aJobThatIsKilledInTheMiddleOfALoadLosesNothingAndSaysNothingNew() {
    Load load = Load.of(12_000);
    Set<String> expected = load.expected(folder);
    List<List<Event>> arriving = load.arrival(1);
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      installation.pushRules();
      installation.send(arriving, 0, 0.3);
      try (Topic<String> signals = Topic.signals(installation)) {
        try (Child first = installation.run(Job.JOURNEY, 2)) {
          first.says("starting afresh").says("journey is running");
          signals.awaitMoreThan(0, first::output);
          installation.awaitCheckpoints(1, first::output);
          int before = signals.toEnd().size();
          installation.send(arriving, 0.3, 0.7);
          signals.awaitMoreThan(before, first::output);
          first.kill();
        }
        assertThat(signals.toEnd()).hasSizeLessThan(expected.size());
        installation.send(arriving, 0.7, 0.8);
        try (Child second = installation.run(Job.JOURNEY, 3)) {
          second.says("resuming from checkpoint").says("journey is running");
          installation.send(arriving, 0.8, 1);
          signals.awaitAll(expected, second::output);
          installation.awaitCheckpoints(2, second::output);
          assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
          // Each record counts once, though some were read twice.
          long sent = arriving.stream().mapToLong(List::size).sum();
          JobMetrics metrics = JobMetrics.of(second);
          metrics.awaitBalanceOfLoad(sent, Duration.ofSeconds(180), second::output);
        }
      }
    }
  }
}
