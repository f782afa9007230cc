package io.waymark.domain.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.rule.Intervention.Purpose;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  private static final Set<DayOfWeek> ALWAYS = EnumSet.allOf(DayOfWeek.class);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # from,  to,    zone,             now,                      quiet until
          21:00,   08:00, Asia/Bangkok,     2026-03-01T13:59:59.999Z, -
          21:00,   08:00, Asia/Bangkok,     2026-03-01T14:00:00Z,     2026-03-02T01:00:00Z
          21:00,   08:00, Asia/Bangkok,     2026-03-02T00:59:59.999Z, 2026-03-02T01:00:00Z
          21:00,   08:00, Asia/Bangkok,     2026-03-02T01:00:00Z,     -
          12:00,   13:00, Asia/Kathmandu,   2026-03-01T06:30:00Z,     2026-03-01T07:15:00Z
          00:00,   00:00, UTC,              2026-03-01T12:00:00Z,     2026-03-02T00:00:00Z
          # the clock is put forward, from 02:00 to 03:00: the night is an hour shorter
          21:00,   08:00, America/New_York, 2026-03-08T06:59:00Z,     2026-03-08T12:00:00Z
          # an end that the clock skips is when it skips it
          21:00,   02:30, America/New_York, 2026-03-08T06:59:00Z,     2026-03-08T07:00:00Z
          21:00,   02:30, America/New_York, 2026-03-08T07:00:00Z,     -
          # and so is a beginning
          02:30,   04:00, America/New_York, 2026-03-08T07:00:00Z,     2026-03-08T08:00:00Z
          # it is put back, from 02:00 to 01:00: half past one comes twice, and the night ends with the second
          21:00,   01:30, America/New_York, 2026-11-01T05:31:00Z,     2026-11-01T06:30:00Z
          21:00,   01:30, America/New_York, 2026-11-01T06:30:00Z,     -
          # a quarter past two comes twice, and the second is within what began before the first half past two
          02:30,   03:15, Pacific/Auckland, 2026-04-04T13:15:00Z,     -
          02:30,   03:15, Pacific/Auckland, 2026-04-04T14:15:00Z,     2026-04-04T15:15:00Z
          # half an hour back at Lord Howe, at 02:00
          01:45,   01:50, Australia/Lord_Howe, 2026-04-04T14:47:00Z,  2026-04-04T15:20:00Z
          """)
  void lastsByTheClockOnTheWall(String from, String to, String zone, String now, String until) {
    QuietHours hours =
        new QuietHours(
            Scope.of(Purpose.MARKETING), LocalTime.parse(from), LocalTime.parse(to), ALWAYS);
    long end = hours.until(Instant.parse(now).toEpochMilli(), ZoneId.of(zone));
    assertThat(end == QuietHours.NOT_QUIET ? null : Instant.ofEpochMilli(end))
        .isEqualTo(until == null ? null : Instant.parse(until));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # from,  to,    zone,             now,                      next
          21:00,   08:00, Asia/Bangkok,     2026-03-01T13:59:59.999Z, 2026-03-01T14:00:00Z
          21:00,   08:00, Asia/Bangkok,     2026-03-01T14:00:00Z,     2026-03-02T14:00:00Z
          21:00,   08:00, Asia/Bangkok,     2026-03-02T00:30:00Z,     2026-03-02T14:00:00Z
          # a beginning that the clock skips is when it skips it
          02:30,   04:00, America/New_York, 2026-03-08T06:59:00Z,     2026-03-08T07:00:00Z
          # and if it skips the end, too, there is no quiet on that day
          02:15,   02:45, America/New_York, 2026-03-08T06:59:00Z,     2026-03-09T06:15:00Z
          # of two it is the first
          01:30,   03:00, America/New_York, 2026-11-01T05:00:00Z,     2026-11-01T05:30:00Z
          """)
  void beginsByTheClockOnTheWall(String from, String to, String zone, String now, String next) {
    QuietHours hours =
        new QuietHours(
            Scope.of(Purpose.MARKETING), LocalTime.parse(from), LocalTime.parse(to), ALWAYS);
    long begin = hours.next(Instant.parse(now).toEpochMilli(), ZoneId.of(zone));
    assertThat(Instant.ofEpochMilli(begin)).isEqualTo(Instant.parse(next));
    assertThat(hours.until(begin - 1, ZoneId.of(zone))).isEqualTo(QuietHours.NOT_QUIET);
    assertThat(hours.until(begin, ZoneId.of(zone))).isNotEqualTo(QuietHours.NOT_QUIET);
  }

  @Test
  void beginsOnItsDaysOnly() {
    long monday = Instant.parse("2026-05-04T12:00:00Z").toEpochMilli();
    assertThat(Instant.ofEpochMilli(on(DayOfWeek.FRIDAY).next(monday, ZoneId.of("UTC"))))
        .isEqualTo("2026-05-08T22:00:00Z");
    assertThat(on().next(monday, ZoneId.of("UTC"))).isEqualTo(QuietHours.NEVER);
  }

  private static QuietHours on(DayOfWeek... days) {
    return new QuietHours(
        Scope.of(Purpose.MARKETING), LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(days));
  }

  @Test
  void aNightBelongsToTheDayItBeginsOn() {
    QuietHours friday =
        new QuietHours(
            Scope.of(Purpose.MARKETING),
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            EnumSet.of(DayOfWeek.FRIDAY));
    assertThat(isQuiet(friday, "2026-05-01T05:00:00Z")).isFalse();
    assertThat(isQuiet(friday, "2026-05-01T23:00:00Z")).isTrue();
    assertThat(isQuiet(friday, "2026-05-02T05:00:00Z")).isTrue();
    assertThat(isQuiet(friday, "2026-05-02T23:00:00Z")).isFalse();
  }

  private static boolean isQuiet(QuietHours hours, String now) {
    return hours.until(Instant.parse(now).toEpochMilli(), ZoneId.of("UTC")) != QuietHours.NOT_QUIET;
  }
}
