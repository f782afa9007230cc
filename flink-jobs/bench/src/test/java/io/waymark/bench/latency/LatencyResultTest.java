package io.waymark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.bench.latency.LatencyResult.Percentiles;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyResultTest {
  private final Appends appends = new Appends(200);

  @Test
  void aSignalTookAsLongAsItWasSeenAfterTheAppendOfTheEventThatCompletedIt() {
    IntStream.range(0, 100).forEach(number -> appends.appended(number, 5_000));
    List<Sighting> sightings =
        IntStream.range(0, 100)
            .mapToObj(number -> new Sighting(number, 5_000 + 1_001 + number))
            .toList();

    Percentiles figures =
        Percentiles.of(LatencyResult.latencies(sightings, appends, 0, 100), 1_000);

    assertThat(figures).isEqualTo(new Percentiles(100, 50, 99, 100, 100));
  }

  @Test
  void warmUpAndWhatComesAfterwardsDoNotCount() {
    appends.appended(9, 1);
    appends.appended(10, 1);
    appends.appended(20, 1);
    List<Sighting> sightings =
        List.of(new Sighting(9, 9_001), new Sighting(10, 41), new Sighting(20, 9_001));

    Percentiles figures = Percentiles.of(LatencyResult.latencies(sightings, appends, 10, 20), 0);

    assertThat(figures).isEqualTo(new Percentiles(1, 40, 40, 40, 40));
  }

  @Test
  void aJobThatKeepsUpHasSignalsOfLaterEventsToo() {
    assertThat(LatencyResult.keptUp(List.of(new Sighting(9, 1), new Sighting(10, 2)), 10)).isTrue();
    assertThat(LatencyResult.keptUp(List.of(new Sighting(9, 1)), 10)).isFalse();
  }

  @Test
  void aSignalOfAnEventThatWasNeverSentIsNoMeasurement() {
    assertThatThrownBy(() -> LatencyResult.latencies(List.of(new Sighting(3, 9)), appends, 0, 10))
        .isInstanceOf(IllegalStateException.class);
  }
}
