package io.waymark.domain.anomaly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which hours are alike: those of the same hour of the week, by local clocks. Special days are not
 * like others of their weekday.
 *
 * @param zone of the clocks
 * @param days that are special
 */
public record BusinessCalendar(ZoneId zone, Map<LocalDate, DayKind> days) {
  /** No special days, clocks of Bangkok. */
  public static final BusinessCalendar PLAIN =
      new BusinessCalendar(ZoneId.of("Asia/Bangkok"), Map.of());

  static final long HOUR = 3_600_000L;

  /** Hours that are told apart on ordinary days. */
  public static final int HOURS_OF_WEEK = 168;

  private static final int HOURS_OF_DAY = 24;
  private static final int NO_BUCKET = -1;

  /** Buckets there are at most: hours of the week, of holidays, and of campaign days. */
  public static final int BUCKETS = HOURS_OF_WEEK + 2 * HOURS_OF_DAY;

  // 1970-01-01 was a Thursday: Monday is 0.
  private static final int EPOCH_DAY_OF_WEEK = 3;

  /** What a day is that is like no other of its weekday. */
  public enum DayKind {
    /** Compared with other holidays. */
    HOLIDAY,
    /** Compared with other days of campaigns. */
    CAMPAIGN,
    /** Compared with nothing, and nothing is compared with it. */
    EXCLUDED
  }

  public BusinessCalendar {
    days = Map.copyOf(days);
  }

  /** The hour of local clocks that a time is in, counted since 1970. */
  public long hour(long time) {
    long offset = zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * 1000L;
    return Math.floorDiv(time + offset, HOUR);
  }

  /** Which hours that hour is like; less than 0 if none. */
  public int bucket(long hour) {
    long day = Math.floorDiv(hour, HOURS_OF_DAY);
    int hourOfDay = Math.floorMod(hour, HOURS_OF_DAY);
    DayKind kind = days.isEmpty() ? null : days.get(LocalDate.ofEpochDay(day));
    return kind == null
        ? Math.floorMod(day + EPOCH_DAY_OF_WEEK, 7) * HOURS_OF_DAY + hourOfDay
        : special(kind, hourOfDay);
  }

  /** Whether a bucket is one of ordinary days. */
  public static boolean isOfWeek(int bucket) {
    return bucket >= 0 && bucket < HOURS_OF_WEEK;
  }

  private static int special(@Nullable DayKind kind, int hourOfDay) {
    if (kind == DayKind.EXCLUDED) {
      return NO_BUCKET;
    }
    return HOURS_OF_WEEK + (kind == DayKind.CAMPAIGN ? HOURS_OF_DAY : 0) + hourOfDay;
  }

  /** For how many hours what was in a bucket counts: 8 weeks, or 2 years of special days. */
  static long memory(int bucket) {
    return bucket < HOURS_OF_WEEK ? 8L * HOURS_OF_WEEK : 2L * 366 * HOURS_OF_DAY;
  }
}
