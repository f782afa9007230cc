package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time is told often to who keeps up, and in strides to who has a lot to catch up. */
class WatermarkPaceTest {
  private static final long CLOCK = 1_767_261_600_000L;
  private static final long LONG_AGO = CLOCK - WatermarkPace.LONG_AGO.toMillis() - 1;
  private static final long JUST_NOW = CLOCK - WatermarkPace.LONG_AGO.toMillis();

  private final WatermarkPace pace = new WatermarkPace(0);

  @Test
  void whoKeepsUpIsToldWithEachTick() {
    pace.read(JUST_NOW);

    assertThat(isTimeAfter(WatermarkPace.TICK.minusNanos(1))).isFalse();
    assertThat(isTimeAfter(WatermarkPace.TICK)).isTrue();
  }

  @Test
  void whoCatchesUpIsToldWithEachStride() {
    pace.read(LONG_AGO);

    assertThat(isTimeAfter(WatermarkPace.STRIDE.minusNanos(1))).isFalse();
    assertThat(isTimeAfter(WatermarkPace.STRIDE)).isTrue();
  }

  @Test
  void inSilenceTimeIsToldWithEachTickHoweverLongAgoTheLastRecordWas() {
    pace.read(LONG_AGO);
    pace.told(0);

    assertThat(isTimeAfter(WatermarkPace.TICK)).isTrue();
  }

  @Test
  void aStrideHasOnlySoManyRecords() {
    for (int i = 1; i < WatermarkPace.MOST_RECORDS; i++) {
      pace.read(LONG_AGO);
    }
    assertThat(isTimeAfter(WatermarkPace.TICK)).isFalse();

    pace.read(LONG_AGO);

    assertThat(isTimeAfter(WatermarkPace.TICK)).isTrue();
  }

  @Test
  void whoHasCaughtUpIsToldAtOnce() {
    pace.read(LONG_AGO);
    pace.read(JUST_NOW);

    assertThat(isTimeAfter(WatermarkPace.TICK)).isTrue();
  }

  private boolean isTimeAfter(Duration passed) {
    return pace.isTime(passed.toNanos(), CLOCK);
  }
}
