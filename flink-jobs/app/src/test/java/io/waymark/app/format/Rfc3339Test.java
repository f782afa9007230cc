package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @ParameterizedTest
  @CsvSource({
    "2022-10-25T07:49:55.526Z,      2022-10-25T07:49:55.526Z",
    "2022-10-25T07:49:55Z,          2022-10-25T07:49:55.000Z",
    "2022-10-25t07:49:55.5z,        2022-10-25T07:49:55.500Z",
    "2022-10-25 07:49:55+00:00,     2022-10-25T07:49:55.000Z",
    "2022-10-25T07:49:55.1239999Z,  2022-10-25T07:49:55.123Z",
    "2022-10-25T07:49:55.000+05:30, 2022-10-25T02:19:55.000Z",
    "2022-10-25T23:49:55.000-08:00, 2022-10-26T07:49:55.000Z",
    "2024-02-29T00:00:00Z,          2024-02-29T00:00:00.000Z",
    "2016-12-31T23:59:60Z,          2017-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.999Z,      1969-12-31T23:59:59.999Z",
  })
  void whatIsReadIsWrittenInUtcWithMilliseconds(String text, String written) {
    assertThat(Rfc3339.format(Rfc3339.parse(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2022-10-25",
        "2022-10-25T07:49:55",
        "2022-10-25T07:49Z",
        "2022-10-25T07:49:55.Z",
        "2022-10-25T07:49:55,5Z",
        "2022-10-25T07:49:55+0530",
        "2022-10-25T07:49:55+05:30Z",
        "2022-10-25T07:49:55.5",
        "2022-02-30T07:49:55Z",
        "2022-13-01T07:49:55Z",
        "2022-10-25T24:00:00Z",
        "2022-10-25T07:60:00Z",
        "2022-10-25T07:49:61Z",
        "+022-10-25T07:49:55Z",
        "٢٠٢٢-10-25T07:49:55Z",
        "1666684195526.000000000",
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeParseException.class);
  }

  @Property
  void everyTimeIsReadBack(
      @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
    assertThat(Rfc3339.parse(Rfc3339.format(millis))).isEqualTo(millis);
  }

  @Property
  void offsetsMeanWhatTheJdkTakesThemFor(
      @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis,
      @ForAll @IntRange(min = -17 * 60 - 59, max = 17 * 60 + 59) int minutes) {
    String text =
        OffsetDateTime.ofInstant(
                Instant.ofEpochMilli(millis), ZoneOffset.ofTotalSeconds(minutes * 60))
            .format(
                java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx"));

    assertThat(Rfc3339.parse(text)).isEqualTo(millis);
  }
}
