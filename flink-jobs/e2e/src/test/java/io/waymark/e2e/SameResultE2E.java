package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class SameResultE2E {
  @TempDir static Path reference;
  @TempDir Path folder;

  @ParameterizedTest(name = "parallelism {0}, arrival order {1}")
  @CsvSource({"1, 11", "2, 12", "4, 13"})
  void eventsThatWaitForTheirRulesGiveWhatTheBacktestGives(int parallelism, long order) {
    Load load = Load.of(Load.size());
    Set<String> expected = load.expected(reference);
    assertThat(expected).hasSizeGreaterThan(load.log().size() / 1000);
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      try (Child job = installation.run(Job.JOURNEY, parallelism)) {
        job.says("publish rules with: waymark rules push").says("journey is running");
        installation.send(load.arrival(order), 0, 1);
        try (Topic<String> signals = Topic.signals(installation)) {
          installation.awaitCheckpoints(1, job::output);
          assertThat(signals.toEnd()).isEmpty();

          installation.pushRules();

          signals.awaitAll(expected, job::output);
          installation.awaitCheckpoints(2, job::output);
          assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
        }
      }
    }
  }
}
