package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "800, 0.8 s",
    "9950, 9.9 s",
    "10400, 10 s",
    "59999, 59 s",
    "60000, 1 min",
    "252000, 4 min 12 s",
    "7500000, 2 h 5 min",
    "86400000, 1 d",
    "187200000, 2 d 4 h"
  })
  void spansReadAsPeopleSayThem(long millis, String text) {
    assertThat(Spans.format(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-5, 0 s", "90000, 1 min 30 s", "898500, 15 min", "86398000, 1 d"})
  void secondsAreLeftOutWhereTheyDoNotMatter(long millis, String text) {
    assertThat(Spans.rounded(millis)).isEqualTo(text);
  }
}
