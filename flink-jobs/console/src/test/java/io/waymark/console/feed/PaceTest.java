package io.waymark.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long T0 = 1_790_000_000_000L;

  @Test
  void whatCameDuringAnOutageIsNoJump() {
    Pace pace = new Pace();
    assertThat(pace.perSecond(7, T0)).as("nobody has looked before").isZero();
    assertThat(pace.perSecond(200, T0 + 2_000)).isEqualTo(100);
    assertThat(pace.perSecond(60_000, T0 + 602_000)).as("ten minutes away").isEqualTo(100);
    assertThat(pace.perSecond(50, T0 + 604_000)).isEqualTo(25);
  }

  @Test
  void aClockThatIsSetBackSaysNothing() {
    Pace pace = new Pace();
    pace.perSecond(0, T0);
    assertThat(pace.perSecond(10, T0 - 1_000)).isZero();
    assertThat(pace.perSecond(10, T0)).isEqualTo(10);
  }
}
