package io.waymark.domain.alert;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.BusinessCalendar;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsualCustomersTest {
  private static final long DAY = 24 * HOUR;
  private static final Alerting OF_TOUCHPOINT = new Alerting(List.of("touchpoint"), "web", null);
  private static final Rule FAILED =
      rule(new Pattern.OnEvent(Selector.of("x")), OF_TOUCHPOINT, null);

  private final AlertStory story = new AlertStory();
  private final HeapHours hours = new HeapHours();
  private int customer;

  @Test
  void elevenAreNormalWhereElevenCameInEachFiveMinutesOfTheHoursBefore() {
    for (long at = TEN; at < TEN + 2 * HOUR; at += 5 * MINUTE) {
      customers(at, 11);
    }
    customers(TEN + 2 * HOUR, 132);
    story.until(TEN + 2 * HOUR + 4 * MINUTE);
    assertThat(story.last().impact().recent()).isBetween(128L, 136L);
    assertThat(story.last().impact().usual()).isEqualTo(11);
  }

  @Test
  void whatIsNormalIsNotSaidOfAGroupThatIsHardlyKnown() {
    for (long at = TEN; at < TEN + 55 * MINUTE; at += 5 * MINUTE) {
      customers(at, 11);
    }
    assertThat(story.emitted()).extracting(alert -> alert.impact().usual()).containsOnlyNulls();
  }

  @Test
  void whereHardlyAnybodyComesNobodyIsNormal() {
    customers(TEN, 1);
    customers(TEN + 3 * HOUR, 40);
    assertThat(story.last().impact().usual()).isZero();
  }

  @Test
  void anIncidentIsNotNormalUntilItHasGoneOnForHours() {
    for (long at = TEN; at < TEN + 2 * HOUR; at += 5 * MINUTE) {
      customers(at, 11);
    }
    for (long at = TEN + 2 * HOUR; at < TEN + 4 * HOUR; at += 5 * MINUTE) {
      customers(at, 132);
      assertThat(story.last().impact().usual()).as("%s", at).isEqualTo(11);
    }
    for (long at = TEN + 4 * HOUR; at < TEN + 6 * HOUR; at += 5 * MINUTE) {
      customers(at, 132);
    }
    assertThat(story.last().impact().usual()).isBetween(128L, 136L);
  }

  @Test
  void aGroupThatBeginsInTroubleDoesNotTakeItForUsual() {
    for (long at = TEN; at < TEN + 6 * HOUR; at += 5 * MINUTE) {
      customers(at, 132);
    }
    assertThat(story.last().impact().usual()).isNull();
    for (long at = TEN + 6 * HOUR; at < TEN + 8 * HOUR; at += 5 * MINUTE) {
      customers(at, 11);
    }
    assertThat(story.last().impact().usual()).isEqualTo(11);
  }

  @Test
  void whereSoManyAlwaysComeItIsKnownAfterADay() {
    Usual usual = null;
    for (long at = TEN; at < TEN + DAY + 2 * HOUR; at += HOUR / 12) {
      usual = count(usual, at, 50);
    }
    assertThat(usual.customers()).isEqualTo(50);
  }

  @Test
  void fromTheFourthWeekOnTheHourOfTheWeekIsComparedWith() {
    Usual usual = null;
    long monday = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    for (long at = monday; at < monday + 22 * DAY; at += HOUR / 12) {
      usual = count(usual, at, isNoon(at) ? 40 : 2);
    }
    long before = monday + 22 * DAY + 11 * HOUR + 50 * MINUTE;
    for (long at = monday + 22 * DAY; at <= before; at += HOUR / 12) {
      usual = count(usual, at, 2);
    }
    assertThat(usual.customers()).isEqualTo(2);
    assertThat(count(usual, before + 5 * MINUTE, 2).customers()).isEqualTo(40);
  }

  @Test
  void hoursInWhichNobodyCameCountThoughNothingIsStoredOfThem() {
    Usual usual = count(null, TEN, 1);
    usual = count(usual, TEN + 29 * DAY, 0);
    assertThat(usual.customers()).isZero();
    assertThat(usual.hourly()).isZero();
    assertThat(hours.size()).isZero();
  }

  @Test
  void aHolidayIsNoDayOfItsWeek() {
    var calendar =
        new BusinessCalendar(
            BusinessCalendar.PLAIN.zone(),
            Map.of(LocalDate.parse("2026-03-16"), BusinessCalendar.DayKind.HOLIDAY));
    UsualCustomers customers = new UsualCustomers(calendar);
    long monday = Instant.parse("2026-03-02T05:00:00Z").toEpochMilli();
    Usual usual = null;
    for (long at = monday - DAY; at < monday + 21 * DAY; at += HOUR / 12) {
      usual = customers.advance(usual, of(at, 6), at + 5 * MINUTE, hours);
    }
    assertThat(usual.hourly()).as("two Mondays and a holiday").isNull();
    for (long at = monday + 21 * DAY; at < monday + 28 * DAY; at += HOUR / 12) {
      usual = customers.advance(usual, of(at, 6), at + 5 * MINUTE, hours);
    }
    assertThat(usual.hourly()).isEqualTo(6);
  }

  @Test
  void theStateIsBounded() {
    Usual usual = null;
    for (long at = TEN; at < TEN + 70 * DAY; at += HOUR / 12) {
      usual = count(usual, at, 5);
    }
    assertThat(usual.latest()).hasSize(UsualCustomers.SLOTS);
    assertThat(usual.ofHour()).hasSizeLessThanOrEqualTo(12);
    assertThat(hours.size()).isEqualTo(168 * 8);
  }

  /** So many came in the five minutes from then. */
  private Usual count(@Nullable Usual before, long at, int count) {
    return new UsualCustomers(BusinessCalendar.PLAIN)
        .advance(before, of(at, count), at + 5 * MINUTE, hours);
  }

  private static RecentCustomers of(long at, int count) {
    RecentCustomers recent = RecentCustomers.NONE;
    for (int i = 0; i < count; i++) {
      recent = recent.with(1 + i, at);
    }
    return recent;
  }

  private static boolean isNoon(long at) {
    return Math.floorMod(at, DAY) / HOUR == 12;
  }

  private void customers(long at, int count) {
    IntStream.range(0, count)
        .forEach(
            i -> {
              String id = "c" + customer++;
              long time = at + i * 1_000L;
              story.take(Report.of(by(id, fired("s" + id, time)), FAILED, OF_TOUCHPOINT, time));
            });
  }
}
