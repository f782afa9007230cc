package io.waymark.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.BusinessCalendar.DayKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

  @Test
  void theWeekBeginsOnMondayByLocalClocks() {
    BusinessCalendar bangkok = BusinessCalendar.PLAIN;
    assertThat(bucket(bangkok, "2026-08-30T16:59:59Z")).isEqualTo(167);
    assertThat(bucket(bangkok, "2026-08-30T17:00:00Z")).isZero();
    assertThat(bucket(bangkok, "2026-09-01T07:05:00Z")).isEqualTo(24 + 14);
  }

  @Test
  void hoursBeginWhereClocksSaySoAlsoWhereThatIsHalfAnHourLater() {
    BusinessCalendar kolkata = new BusinessCalendar(ZoneId.of("Asia/Kolkata"), Map.of());
    assertThat(bucket(kolkata, "2026-09-01T07:29:59Z")).isEqualTo(24 + 12);
    assertThat(bucket(kolkata, "2026-09-01T07:30:00Z")).isEqualTo(24 + 13);
  }

  @Test
  void anHourStaysWhatItIsWhenClocksAreChanged() {
    BusinessCalendar berlin = new BusinessCalendar(ZoneId.of("Europe/Berlin"), Map.of());
    assertThat(bucket(berlin, "2026-10-19T08:30:00Z")).isEqualTo(10);
    assertThat(bucket(berlin, "2026-10-26T09:30:00Z")).isEqualTo(10);
  }

  @Test
  void specialDaysHaveHoursOfTheirOwnOrNone() {
    BusinessCalendar calendar =
        new BusinessCalendar(
            ZoneId.of("Asia/Bangkok"),
            Map.of(
                LocalDate.parse("2026-12-05"), DayKind.HOLIDAY,
                LocalDate.parse("2026-12-07"), DayKind.CAMPAIGN,
                LocalDate.parse("2026-12-08"), DayKind.EXCLUDED));
    assertThat(bucket(calendar, "2026-12-05T03:00:00Z")).isEqualTo(168 + 10);
    assertThat(bucket(calendar, "2026-12-07T03:00:00Z")).isEqualTo(168 + 24 + 10);
    assertThat(bucket(calendar, "2026-12-08T03:00:00Z")).isNegative();
    assertThat(bucket(calendar, "2026-12-09T03:00:00Z")).isEqualTo(48 + 10);
  }

  private static int bucket(BusinessCalendar calendar, String time) {
    return calendar.bucket(calendar.hour(Instant.parse(time).toEpochMilli()));
  }
}
