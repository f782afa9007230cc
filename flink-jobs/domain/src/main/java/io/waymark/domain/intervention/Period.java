package io.waymark.domain.intervention;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The time over which interventions are counted. All times are epoch milliseconds. */
public sealed interface Period extends Serializable {

  /** What {@link #endsAt} answers where the end depends on what was sent. */
  long OPEN = Long.MAX_VALUE;

  /** What was sent at or after this counts at {@code now}. */
  long since(long now, ZoneId zone);

  /** When the count begins anew, or {@link #OPEN}. */
  long endsAt(long now, ZoneId zone);

  /** What is older than this never counts again. */
  long longest();

  /**
   * The time just past: at no moment do more fall into it.
   *
   * @param millis what is exactly this old counts no more
   */
  record Rolling(long millis) implements Period {
    private static final long serialVersionUID = 1L;

    @Override
    public long since(long now, ZoneId zone) {
      return now - millis + 1;
    }

    @Override
    public long endsAt(long now, ZoneId zone) {
      return OPEN;
    }

    @Override
    public long longest() {
      return millis;
    }
  }

  /** Days, weeks and months where the customer is; weeks begin on Monday. */
  enum Calendar implements Period {
    DAY(1),
    WEEK(7),
    MONTH(31);

    private static final long DAY_MILLIS = 86_400_000L;

    /** Where the customer is may change in between, by a day and some. */
    private static final int ZONES_APART = 2;

    private final int days;

    Calendar(int days) {
      this.days = days;
    }

    @Override
    public long since(long now, ZoneId zone) {
      return startOf(first(now, zone), zone);
    }

    @Override
    public long endsAt(long now, ZoneId zone) {
      LocalDate first = first(now, zone);
      return startOf(
          switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
          },
          zone);
    }

    @Override
    public long longest() {
      return (days + ZONES_APART) * DAY_MILLIS;
    }

    private LocalDate first(long now, ZoneId zone) {
      LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
      return switch (this) {
        case DAY -> today;
        case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> today.withDayOfMonth(1);
      };
    }

    private static long startOf(LocalDate day, ZoneId zone) {
      return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
  }
}
