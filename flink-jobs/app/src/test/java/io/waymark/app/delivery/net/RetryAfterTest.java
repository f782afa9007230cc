package io.waymark.app.delivery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void secondsAndDatesAreUnderstood() {
    assertThat(RetryAfter.read("120", NOW)).isEqualTo(120_000);
    assertThat(RetryAfter.read(" 0 ", NOW)).isZero();
    assertThat(RetryAfter.read("Sun, 01 Mar 2026 10:00:30 GMT", NOW)).isEqualTo(30_000);
  }

  @Test
  void anHourIsTheLongest() {
    assertThat(RetryAfter.read("3601", NOW)).isEqualTo(3_600_000);
    assertThat(RetryAfter.read("99999999999999999999", NOW)).isEqualTo(3_600_000);
    assertThat(RetryAfter.read("Sun, 01 Mar 2099 10:00:30 GMT", NOW)).isEqualTo(3_600_000);
  }

  @Test
  void whatIsPastIsNowAndWhatIsNeitherIsNothing() {
    assertThat(RetryAfter.read("Sun, 01 Mar 2026 09:00:00 GMT", NOW)).isZero();
    assertThat(RetryAfter.read("soon", NOW)).isNull();
    assertThat(RetryAfter.read("-5", NOW)).isNull();
  }
}
