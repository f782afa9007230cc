package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import io.waymark.pipeline.rules.RuleUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule takes so long for each event that few get through; only it moves the clock. */
class SlowRuleTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private final AtomicLong clock = Rules.clockOfSlowRules();
  private JourneyHarness harness;
  private int arrived;

  @BeforeEach
  void start() throws Exception {
    harness = Setup.on(directory).budgets().nanos(() -> Rules.clockOfSlowRules().get()).start();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "20, 4", "1000, 5", "10000, 9"})
  void itIsLeftOutAndTheOthersGoOn(int millis, int intervals) throws Exception {
    publish("slow-" + millis);
    for (int i = 1; i < intervals; i++) {
      interval(20_000);
      assertThat(isHeld()).as("after interval %d", i).isFalse();
    }
    interval(20_000);
    assertThat(isHeld()).isTrue();

    long before = clock.get();
    for (int i = 0; i < 3; i++) {
      click("zoe");
    }
    assertThat(clock).hasValue(before);
    assertThat(harness.signals())
        .filteredOn(signal -> signal.customerId().equals("zoe"))
        .extracting(Signal::ruleId)
        .containsExactly("clicks");
  }

  @Test
  void whereItTakesLittleOfTheTimeItStays() throws Exception {
    publish("slow-20");
    for (int i = 0; i < 20; i++) {
      interval(100);
    }

    assertThat(harness.usage()).isNotEmpty();
    assertThat(isHeld()).isFalse();
  }

  private void publish(String text) throws Exception {
    harness.publish(RuleUpdate.published("slow", text, 2));
    harness.publish(RuleUpdate.completed(2));
  }

  /** As many clicks as get through in this time, and no more than so many. */
  private void interval(int most) throws Exception {
    long end = clock.get() + INTERVAL.toNanos();
    for (int i = 0; i < most && clock.get() < end; i++) {
      click("c" + i % 100);
    }
    clock.accumulateAndGet(end, Math::max);
    harness.pass(INTERVAL);
  }

  private void click(String customer) throws Exception {
    arrived++;
    long time = EventLog.START + 100L * arrived;
    harness.arrive(event("e" + arrived, "click", time, customer));
    harness.watermark(time);
  }

  private boolean isHeld() {
    List<RuleUsage> said =
        harness.usage().stream().filter(usage -> usage.ruleId().equals("slow")).toList();
    return !said.isEmpty() && said.get(said.size() - 1).quarantined();
  }
}
