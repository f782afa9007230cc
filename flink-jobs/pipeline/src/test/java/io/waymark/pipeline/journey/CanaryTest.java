package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.canary.Canary;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The canary goes the way of all customers, is missed as they are, and counts nowhere. */
class CanaryTest {
  private static final long DEADLINE = EventLog.START + Canary.WITHIN.toMillis();

  @TempDir private Path directory;
  private JourneyHarness.Setup setup;

  @BeforeEach
  void setUp() {
    setup = JourneyHarness.Setup.on(directory).rules(Rules.withJourneys());
  }

  @Test
  void itIsMissedWithoutARuleThatAnybodyPublished() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(Canary.left("p1", EventLog.START));
      harness.watermark(DEADLINE - 1);
      assertThat(harness.signals()).isEmpty();

      harness.watermark(DEADLINE);
      Signal missed = harness.signals().get(0);
      assertThat(missed.occurredAt()).isEqualTo(DEADLINE);
      assertThat(missed.mode()).isEqualTo(Mode.SHADOW);
      assertThat(missed.customerId()).isEqualTo(Canary.CUSTOMER);
      assertThat(harness.signals()).hasSize(1);
    }
  }

  @Test
  void itIsMissedAfterARestoreToo() throws Exception {
    try (JourneyHarness before = setup.start()) {
      before.arrive(Canary.left("p1", EventLog.START));
      before.watermark(EventLog.START);
      try (JourneyHarness after = setup.parallelism(2).restore(before.snapshot(), 1)) {
        after.watermark(DEADLINE);

        assertThat(after.signals()).extracting(Signal::occurredAt).containsExactly(DEADLINE);
      }
    }
  }

  @Test
  void noOtherRuleSeesItAndNoOtherCustomerIsMissedLikeIt() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      for (int i = 0; i < 5; i++) {
        harness.arrive(EventLog.event("c" + i, "click", EventLog.START + i, Canary.CUSTOMER));
      }
      Event left = Canary.left("p1", EventLog.START);
      harness.arrive(
          new Event(
              "a1", left.type(), left.time(), "ann", null, null, null, null, left.attributes()));
      harness.end();

      assertThat(harness.signals()).isEmpty();
    }
  }

  @Test
  void itIsInNoJourneyAndIsCountedAsNobody() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(Canary.left("p1", EventLog.START));
      harness.arrive(EventLog.event("a1", "click", EventLog.START, "ann"));
      harness.end();
      harness.goQuiet();

      assertThat(harness.changes()).extracting(JourneyChange::customer).containsOnly("ann");
      harness.snapshot();
      assertThat(harness.count(Ledger.Count.FILTERED)).isEqualTo(1);
      assertThat(harness.count(Ledger.Count.PROCESSED)).isEqualTo(1);
    }
  }
}
