package io.waymark.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures are those of the population: nothing is missing and nothing is counted twice. */
class StateFiguresITCase {
  private static final int CUSTOMERS = 5_000;
  private static final String TIMERS = "_timer_state/event_deadlines";

  @TempDir Path work;

  @Test
  void everyCustomerHasAJourneyAndATimerAndACheckpointCostsWhatHasChanged() throws Exception {
    StateFigures figures = StateMain.populate(new Population(CUSTOMERS), "ROCKSDB", work);

    assertThat(figures.compacted().get("journey").entries()).isEqualTo(CUSTOMERS);
    assertThat(figures.compacted().get(TIMERS).entries()).isEqualTo(CUSTOMERS);
    assertThat(figures.compactedPerCustomer()).isBetween(50.0, 300.0);
    assertThat(figures.full().copiedBytes()).isGreaterThan(CUSTOMERS * 50L);
    assertThat(figures.fewTouched().copiedBytes())
        .isBetween(figures.untouched().copiedBytes(), figures.manyTouched().copiedBytes());
    assertThat(figures.manyTouched().copiedBytes()).isLessThan(figures.full().copiedBytes());
    assertThat(Files.exists(Path.of(java.net.URI.create(figures.path())))).isTrue();
  }
}
