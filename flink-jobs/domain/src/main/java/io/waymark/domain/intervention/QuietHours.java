package io.waymark.domain.intervention;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;

/**
 * A time of day at which nobody is contacted, by the customer's clock: from {@code from} up to, but
 * not at, {@code to}; overnight if that is not later. Where the clock is put back in between, quiet
 * lasts from the first time it shows {@code from} to the last time it shows {@code to}, unbroken.
 *
 * @param days on which it begins; a night belongs to the day it begins on
 */
public record QuietHours(Scope scope, LocalTime from, LocalTime to, Set<DayOfWeek> days)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What {@link #until} answers outside of it. */
  public static final long NOT_QUIET = Long.MIN_VALUE;

  /** What {@link #next} answers where there is none. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int DAYS_AHEAD = 14;

  public QuietHours {
    days = Set.copyOf(days);
  }

  /**
   * When the quiet that there is at {@code now} ends, or {@link #NOT_QUIET}. Epoch milliseconds.
   */
  public long until(long now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
    long until = NOT_QUIET;
    for (LocalDate day : Set.of(today, today.minusDays(1))) {
      if (days.contains(day.getDayOfWeek())) {
        long end = end(day, zone);
        if (first(day.atTime(from), zone) <= now && now < end) {
          until = Math.max(until, end);
        }
      }
    }
    return until;
  }

  /** When quiet begins next after {@code now}, or {@link #NEVER}. Epoch milliseconds. */
  public long next(long now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
    long next = NEVER;
    // Two weeks: today's may have begun, and a clock may skip all of the next.
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      long begin = first(day.atTime(from), zone);
      if (days.contains(day.getDayOfWeek()) && begin > now && begin < end(day, zone)) {
        next = Math.min(next, begin);
      }
    }
    return next;
  }

  /** When the quiet ends that begins on that day. */
  private long end(LocalDate day, ZoneId zone) {
    return last(day.plusDays(from.isBefore(to) ? 0 : 1).atTime(to), zone);
  }

  /** When a clock on the wall first shows this time, or what comes after it if it skips it. */
  private static long first(LocalDateTime time, ZoneId zone) {
    return skipped(time, zone, time.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
  }

  /** When it does so for the last time: where the clock is put back, it does twice. */
  private static long last(LocalDateTime time, ZoneId zone) {
    return skipped(time, zone, time.atZone(zone).withLaterOffsetAtOverlap().toInstant());
  }

  private static long skipped(LocalDateTime time, ZoneId zone, Instant otherwise) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(time);
    Instant instant =
        transition != null && transition.isGap() ? transition.getInstant() : otherwise;
    return instant.toEpochMilli();
  }
}
