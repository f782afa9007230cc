package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is no customer has no journey, fires nothing, and is counted. */
class ScreeningTest {
  @TempDir private Path directory;
  private JourneyHarness.Setup setup;
  private int events;

  @BeforeEach
  void setUp() {
    setup = JourneyHarness.Setup.on(directory).rules(Rules.withJourneys());
  }

  @Test
  void aBotFiresNothing() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      for (int i = 0; i < 5; i++) {
        happens(harness, "click", "crawler", Map.of("bot", true));
        happens(harness, "click", "ann", Map.of("bot", false));
      }
      harness.end();
      assertThat(harness.signals()).extracting(s -> s.customerId()).containsOnly("ann");
      assertThat(counted(harness, Ledger.Count.FILTERED)).isEqualTo(5);
      assertThat(counted(harness, Ledger.Count.PROCESSED)).isEqualTo(5);
      harness.goQuiet();
      assertThat(harness.changes()).extracting(JourneyChange::customer).doesNotContain("crawler");
      assertThat(harness.keptOut()).isEqualTo(Map.of(Screening.Reason.BOT, 5L));
    }
  }

  @Test
  void aTestAccountIsKeptOutUntilItIsNoneAnyMore() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "profile_updated", "ann", Map.of("test", true));
      for (int i = 0; i < 4; i++) {
        happens(harness, "click", "ann", Map.of());
      }
      happens(harness, "profile_updated", "ann", Map.of("test", false));
      assertThat(counted(harness, Ledger.Count.FILTERED)).isEqualTo(4);
      for (int i = 0; i < 4; i++) {
        happens(harness, "click", "ann", Map.of());
      }
      harness.end();
      assertThat(harness.signals()).isNotEmpty();
      assertThat(counted(harness, Ledger.Count.FILTERED)).isEqualTo(4);
      assertThat(counted(harness, Ledger.Count.PROCESSED)).isEqualTo(6);
      assertThat(harness.keptOut()).isEqualTo(Map.of(Screening.Reason.TEST, 4L));
    }
  }

  @Test
  void anEventIsKeptOutForOneReason() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann", Map.of("test", true));
      happens(harness, "click", "ann", Map.of("test", true, "bot", true));
      happens(harness, "click", "ann", Map.of("test", "true"));
      harness.end();
      assertThat(counted(harness, Ledger.Count.FILTERED)).isEqualTo(2);
      assertThat(harness.keptOut())
          .isEqualTo(Map.of(Screening.Reason.TEST, 1L, Screening.Reason.BOT, 1L));
    }
  }

  private static long counted(JourneyHarness harness, Ledger.Count kind) throws Exception {
    harness.snapshot();
    return harness.count(kind);
  }

  private void happens(
      JourneyHarness harness, String type, String customer, Map<String, Object> attributes)
      throws Exception {
    long time = EventLog.START + 1_000L * ++events;
    harness.arrive(
        new Event(
            "e" + events, type, time, customer, null, null, "web", null, Map.copyOf(attributes)));
    harness.watermark(time);
  }
}
