package io.waymark.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  private final Growth growth = new Growth(Duration.ofMillis(100));

  @Test
  void whatWasThereFromTheBeginningIsNotNew() {
    assertThat(growth.grown(7, 0)).isZero();
    assertThat(growth.grown(9, 10)).isEqualTo(2);
  }

  @Test
  void whatCameLongAgoIsForgotten() {
    growth.grown(0, 0);
    assertThat(growth.grown(5, 50)).isEqualTo(5);
    assertThat(growth.grown(6, 120)).isEqualTo(6);
    assertThat(growth.grown(6, 149)).isEqualTo(6);
    assertThat(growth.grown(6, 150)).isEqualTo(1);
    assertThat(growth.grown(6, 220)).isZero();
  }

  @Test
  void aTopicThatIsMadeAnewBeginsAnew() {
    growth.grown(100, 0);
    assertThat(growth.grown(3, 10)).isEqualTo(3);
  }
}
