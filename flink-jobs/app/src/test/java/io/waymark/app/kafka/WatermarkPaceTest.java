package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time is told often to who keeps up, and in strides to who has a lot to catch up. */
class WatermarkPaceTest {
  private static final long CLOCK = 1_767_261_600_000L;
  private static final long LONG_AGO = CLOCK - WatermarkPace.LONG_AGO.toMillis() - 1;
  private static final long JUST_NOW = CLOCK - WatermarkPace.LONG_AGO.toMillis();

  private final WatermarkPace pace = new WatermarkPace();

  @Test
  void whoKeepsUpMayTellAtOnce() {
    pace.read(JUST_NOW, 136);

    assertThat(mayTellAfter(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void whoCatchesUpMayTellWithEachStride() {
    pace.read(LONG_AGO, 136);

    assertThat(mayTellAfter(WatermarkPace.STRIDE.minusNanos(1))).isFalse();
    assertThat(mayTellAfter(WatermarkPace.STRIDE)).isTrue();
  }

  @Test
  void inSilenceTimeIsToldHoweverLongAgoTheLastRecordWas() {
    pace.read(LONG_AGO, 136);
    pace.told(0);

    assertThat(mayTellAfter(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void aStrideHasOnlySoManyBytes() {
    for (long left = WatermarkPace.MOST_BYTES - 1; left >= 200; left -= 200) {
      pace.read(LONG_AGO, 136);
    }
    assertThat(mayTellAfter(Duration.ofMillis(1))).isFalse();

    pace.read(LONG_AGO, 136);

    assertThat(mayTellAfter(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void whoHasCaughtUpMayTellAtOnce() {
    pace.read(LONG_AGO, 136);
    pace.read(JUST_NOW, 136);

    assertThat(mayTellAfter(Duration.ofMillis(1))).isTrue();
  }

  private boolean mayTellAfter(Duration passed) {
    return pace.mayTell(passed.toNanos(), CLOCK);
  }
}
