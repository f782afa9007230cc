package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.pipeline.wire.JourneyCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which snapshots of journeys an operator sends, and when. */
class JourneyChangesTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private JourneyHarness.Setup setup;
  private int events;

  @BeforeEach
  void setUp() {
    setup = JourneyHarness.Setup.on(directory).rules(Rules.withJourneys());
  }

  @Test
  void aJourneyThatHasChangedIsSentAfterAWhile() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann");
      assertThat(harness.changes()).isEmpty();
      harness.pass(INTERVAL.plusSeconds(1));
      assertThat(told(harness)).containsExactly("ann looking [click]");
    }
  }

  @Test
  void aBusyCustomerIsSentOnceInAnInterval() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      for (int second = 0; second < 60; second++) {
        happens(harness, "click", "ann");
        harness.pass(Duration.ofSeconds(1));
      }
      assertThat(harness.changes()).hasSizeBetween(5, 6);
    }
  }

  @Test
  void nobodyIsSentAgainWhoHasNotChanged() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann");
      harness.pass(Duration.ofMinutes(1));
      happens(harness, "purchase", "bob");
      harness.pass(Duration.ofMinutes(1));
      assertThat(told(harness)).containsExactly("ann looking [click]", "bob bought [purchase]");
    }
  }

  @Test
  void whatWasNotSentIsSentAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann");
      state = harness.snapshot();
      assertThat(harness.changes()).isEmpty();
    }
    try (JourneyHarness harness = setup.restore(state, 1)) {
      harness.pass(Duration.ofMinutes(1));
      assertThat(told(harness)).containsExactly("ann looking [click]");
    }
  }

  @Test
  void whatACheckpointWillNotKnowAsChangedIsSentBeforeIt() throws Exception {
    setup = setup.snapshots(Duration.ofHours(1));
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann");
      harness.goQuiet();
      assertThat(harness.changes()).isEmpty();
      harness.snapshot();
      assertThat(told(harness)).containsExactly("ann looking [click]");
    }
  }

  @Test
  void whoLeavesMemoryIsSentBefore() throws Exception {
    setup = setup.snapshots(Duration.ofHours(1)).cache(0);
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann");
      happens(harness, "click", "bob");
      assertThat(told(harness)).containsExactly("ann looking [click]");
    }
  }

  @Test
  void whatIsForgottenLeavesATombstone() throws Exception {
    setup = setup.timeToLive(Duration.ofDays(3));
    try (JourneyHarness harness = setup.start()) {
      happens(harness, "click", "ann");
      harness.watermark(EventLog.START + Duration.ofDays(5).toMillis());
      harness.pass(Duration.ofMinutes(1));
      assertThat(harness.changes())
          .extracting(JourneyChange::customer, change -> change.snapshot() == null)
          .containsExactly(tuple("ann", true));
    }
  }

  private void happens(JourneyHarness harness, String type, String customer) throws Exception {
    long time = EventLog.START + 1_000L * ++events;
    harness.arrive(EventLog.event("e" + events, type, time, customer));
    harness.watermark(time);
  }

  private static List<String> told(JourneyHarness harness) throws Exception {
    JourneyCodec codec = new JourneyCodec();
    List<String> told = new ArrayList<>();
    for (JourneyChange change : harness.changes()) {
      JourneySnapshot snapshot = codec.decode(Objects.requireNonNull(change.snapshot()));
      List<String> types = snapshot.touchpoints().stream().map(Touchpoint::eventType).toList();
      told.add(change.customer() + " " + snapshot.stage() + " " + types);
    }
    return told;
  }
}
