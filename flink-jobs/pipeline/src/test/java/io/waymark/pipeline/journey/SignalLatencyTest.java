package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.metrics.CountersByName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long somebody waited for a signal, where somebody did. */
class SignalLatencyTest {
  private static final long NOON = Duration.ofHours(12).toMillis();

  private final CountersByName group = new CountersByName();
  private long time = NOON - 1_000;
  private final SignalLatency latency = new SignalLatency(group, () -> NOON, () -> time);

  @Test
  void whatBecameTrueThreeSecondsAgoTookThreeSeconds() {
    latency.count(signal(Status.FIRED, NOON - 3_000));

    assertThat(within("2.5")).isZero();
    assertThat(within("5")).isEqualTo(1);
    assertThat(within("+Inf")).isEqualTo(1);
  }

  @Test
  void anEscalationIsNewsAndTheEndOfAFireIsNot() {
    latency.count(signal(Status.ESCALATED, NOON));
    latency.count(signal(Status.RESOLVED, NOON));
    latency.count(signal(Status.RETRACTED, NOON));

    assertThat(within("+Inf")).isEqualTo(1);
  }

  @Test
  void whatAClockThatIsAheadDatedToTheFutureTookNoTime() {
    latency.count(signal(Status.FIRED, NOON + 60_000));

    assertThat(within("0.05")).isEqualTo(1);
  }

  @Test
  void aJobThatCatchesUpAfterAnOutageIsAsLateAsItIs() {
    time = NOON - SignalLatency.LIVE.toMillis();
    latency.count(signal(Status.FIRED, time - 1));

    assertThat(within("300")).isZero();
    assertThat(within("1800")).isEqualTo(1);
  }

  @Test
  void nobodyWaitsForTheSignalsOfAHistory() {
    time = NOON - SignalLatency.LIVE.toMillis() - 1;
    latency.count(signal(Status.FIRED, time));

    assertThat(within("+Inf")).isZero();
  }

  @Test
  void beforeThereIsATimeNothingIsLive() {
    time = Long.MIN_VALUE;
    latency.count(signal(Status.FIRED, NOON));

    assertThat(within("+Inf")).isZero();
  }

  private long within(String seconds) {
    return group.count("waymark.signal_latency_seconds.le." + seconds + ".bucket");
  }

  private static Signal signal(Status status, long occurredAt) {
    return new Signal(
        "s1",
        "rule",
        1,
        "Title",
        Kind.FRICTION,
        Severity.MEDIUM,
        Mode.LIVE,
        "ann",
        Map.of(),
        status,
        occurredAt,
        null,
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN);
  }
}
