package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShopClockTest {
  private static final long NOW = 1_000_000_000_000L;
  private static final long MINUTE = 60_000;

  @Test
  void atSpeedOneItIsTheWallClock() {
    ShopClock clock = ShopClock.fast(NOW, 1, Duration.ofHours(1));

    assertThat(clock.opening()).isEqualTo(NOW);
    assertThat(clock.at(NOW + 5)).isEqualTo(NOW + 5);
    assertThat(clock.at(NOW + 100 * MINUTE)).isEqualTo(NOW + 100 * MINUTE);
  }

  @Test
  void fasterItStartsInThePastAndCatchesUp() {
    ShopClock clock = ShopClock.fast(NOW, 10, Duration.ofMinutes(2));

    assertThat(clock.opening()).isEqualTo(NOW - 18 * MINUTE);
    assertThat(clock.at(NOW)).isEqualTo(NOW - 18 * MINUTE);
    assertThat(clock.at(NOW + MINUTE)).isEqualTo(NOW - 8 * MINUTE);
    assertThat(clock.at(NOW + 2 * MINUTE)).isEqualTo(NOW + 2 * MINUTE);
    assertThat(clock.at(NOW + 3 * MINUTE)).isEqualTo(NOW + 3 * MINUTE);
  }

  @Test
  void itKnowsWhenATimeWillBe() {
    ShopClock clock = ShopClock.fast(NOW, 10, Duration.ofMinutes(2));

    assertThat(clock.wallAt(clock.opening() + 3 * MINUTE)).isEqualTo(NOW + 18_000);
    assertThat(clock.wallAt(NOW + 5 * MINUTE)).isEqualTo(NOW + 5 * MINUTE);
  }

  @Test
  void itNeverRunsSlowerThanTheWallClock() {
    assertThatThrownBy(() -> new ShopClock(NOW, NOW, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
