package io.waymark.domain.delivery;

import static io.waymark.domain.delivery.DeliveryStory.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

  @ParameterizedTest
  @CsvSource({
    "200,DELIVERED",
    "204,DELIVERED",
    "301,REFUSED",
    "308,REFUSED",
    "400,REFUSED",
    "404,REFUSED",
    "408,FAILED",
    "410,GONE",
    "425,FAILED",
    "429,FAILED",
    "500,FAILED",
    "503,FAILED",
    "101,REFUSED"
  })
  void whatAnAnswerMeans(int status, ReplyKind kind) {
    assertThat(ReplyKind.of(new Reply(status, null, null))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout", "connect", "tls", "reset", "a new word"})
  void noAnswerMayBecomeOne(String failure) {
    assertThat(ReplyKind.of(new Reply(0, null, failure))).isEqualTo(ReplyKind.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forbidden_address", "too_large", "unwritable"})
  void whatCannotBeSentStaysSo(String failure) {
    assertThat(ReplyKind.of(new Reply(0, null, failure))).isEqualTo(ReplyKind.UNSENDABLE);
  }

  @Test
  void waitsAreSharesOfThePublishedOnesAndTheSameOnAnyRun() {
    long[] longest = {5, 30, 300, 1_800, 7_200, 18_000, 36_000, 86_400};
    for (int attempts = 1; attempts <= longest.length; attempts++) {
      long wait = RetrySchedule.waitAfter(attempts, "m1").orElseThrow();
      assertThat(wait).isBetween(0L, longest[attempts - 1] * SECOND);
      assertThat(RetrySchedule.waitAfter(attempts, "m1")).hasValue(wait);
    }
    assertThat(RetrySchedule.waitAfter(RetrySchedule.ATTEMPTS, "m1")).isEmpty();
  }

  @Test
  void whatFailedTogetherDoesNotComeBackTogether() {
    double mean =
        IntStream.range(0, 10_000)
            .mapToLong(i -> RetrySchedule.waitAfter(3, "m" + i).orElseThrow())
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(147_000.0, 153_000.0);
  }

  @Test
  void aPaceHasASecondsWorthInHandAndThenItsRate() {
    Pace pace = new Pace(4);
    for (int i = 0; i < 4; i++) {
      assertThat(pace.permitsAt()).isLessThanOrEqualTo(0);
      pace.take(0);
    }
    assertThat(pace.permitsAt()).isEqualTo(250);
    pace.take(250);
    assertThat(pace.permitsAt()).isEqualTo(500);
  }

  @Test
  void aPaceOfLessThanOneASecondStillLetsOneThrough() {
    Pace pace = new Pace(0.25);
    pace.take(1_000);
    assertThat(pace.permitsAt()).isEqualTo(5_000);
    pace.take(5_000);
    assertThat(pace.permitsAt()).isEqualTo(9_000);
  }

  @Test
  void withoutALimitNothingWaits() {
    Pace pace = new Pace(0);
    IntStream.range(0, 100).forEach(i -> pace.take(0));
    assertThat(pace.permitsAt()).isEqualTo(Long.MIN_VALUE);
  }
}
