package io.waymark.domain.alert;

import io.waymark.domain.anomaly.BusinessCalendar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns how many distinct customers a group has in five minutes when nothing is wrong: the median
 * of the same hour of the week, of three to eight weeks; until there are so many the median of the
 * last two hours, once one hour is known. Five minutes with at least twice as many, and more than
 * chance explains at {@value #FIRING_Z} standard deviations, are not learnt for an hour; what goes
 * on for longer is how it is now. Of hours of the week that are not known yet all is learnt: what
 * comes at each noon is far above the morning. Of a group of which nothing is known {@value
 * #MANY_AT_FIRST} are trouble: they are not learnt for a day, neither for the last hours nor for
 * their hour of the week.
 *
 * <p>A step costs as much as there are five minutes since the last one, of the last three hours.
 */
public final class UsualCustomers {
  /** Milliseconds that are counted together. */
  static final long SLOT = 300_000;

  /** Counts that are remembered beside those of hours of the week: two hours. */
  static final int SLOTS = 24;

  /** With fewer nothing is said. */
  static final int LEAST_SLOTS = 12;

  private static final int LEAST_OF_HOUR = 3;
  private static final int LEAST_WEEKS = 3;

  /** In a row; then what was strange is learnt. */
  private static final int MOST_STRANGE = 12;

  /** The same while nothing is known: a day. */
  private static final int MOST_STRANGE_AT_FIRST = 288;

  private static final int MANY_AT_FIRST = 30;

  /** Slots of silence after which the rest needs not be counted one by one. */
  private static final long MOST_COUNTED = 36;

  private static final double FIRING_Z = 3.5;
  private static final double TIMES_USUAL = 2;

  private final BusinessCalendar calendar;

  public UsualCustomers(BusinessCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * Counts the five minutes that are over.
   *
   * @param before null if nothing was ever heard of the group
   * @param recent the group's customers as last heard of; null if it was long ago
   * @param now event time; the same object is the answer if no five minutes are over
   */
  public Usual advance(
      @Nullable Usual before, @Nullable RecentCustomers recent, long now, UsualHours hours) {
    long running = Math.floorDiv(now, SLOT);
    if (before == null) {
      // The first five minutes were not seen in full.
      long hour = calendar.hour((running + 1) * SLOT);
      return new Usual(running + 1, hour + 1, hour, List.of(), 0, List.of(), null);
    }
    if (running <= before.slot()) {
      return before;
    }
    Usual usual = before;
    long slot = before.slot();
    while (slot < running) {
      if (calendar.hour(slot * SLOT) != usual.hour()) {
        slot = Math.max(slot, startOfHour(running - MOST_COUNTED));
        usual = entering(usual, calendar.hour(slot * SLOT), hours);
      }
      long count = recent == null ? 0 : recent.within(slot * SLOT, (slot + 1) * SLOT);
      usual = learn(usual, slot++, (int) Math.min(Integer.MAX_VALUE, count));
    }
    long hour = calendar.hour(running * SLOT);
    return hour == usual.hour() ? usual : entering(usual, hour, hours);
  }

  private long startOfHour(long slot) {
    long hour = calendar.hour(slot * SLOT);
    long first = slot;
    while (calendar.hour((first - 1) * SLOT) == hour) {
      first--;
    }
    return first;
  }

  private static Usual learn(Usual usual, long slot, int count) {
    Long known = usual.customers();
    boolean far =
        known == null
            ? count >= MANY_AT_FIRST
            : count >= TIMES_USUAL * known
                && count - known >= FIRING_Z * Math.sqrt(Math.max(1, known));
    int most = known == null ? MOST_STRANGE_AT_FIRST : MOST_STRANGE;
    int strange = far ? Math.min(most, usual.strange()) + 1 : 0;
    boolean learnt = strange == 0 || strange > most;
    boolean unknownHour = usual.hourly() == null && known != null;
    return new Usual(
        slot + 1,
        usual.since(),
        usual.hour(),
        learnt ? and(usual.latest(), count, SLOTS) : usual.latest(),
        strange,
        learnt || unknownHour ? and(usual.ofHour(), count, SLOTS) : usual.ofHour(),
        usual.hourly());
  }

  private static List<Integer> and(List<Integer> counts, int count, int most) {
    List<Integer> next = new ArrayList<>(counts);
    next.add(count);
    return List.copyOf(next.subList(Math.max(0, next.size() - most), next.size()));
  }

  /** Ends the hour before: it becomes history. */
  private Usual entering(Usual usual, long hour, UsualHours hours) {
    int ended = calendar.bucket(usual.hour());
    if (BusinessCalendar.isOfWeek(ended) && usual.hour() >= usual.since()) {
      keep(usual, ended, hours);
    }
    return new Usual(
        usual.slot(),
        usual.since(),
        hour,
        usual.latest(),
        usual.strange(),
        List.of(),
        hourly(usual.since(), hour, hours));
  }

  private static void keep(Usual usual, int bucket, UsualHours hours) {
    boolean known = usual.ofHour().size() >= LEAST_OF_HOUR;
    double customers = known ? median(usual.ofHour()) : 0;
    if (known && customers == 0) {
      return;
    }
    UsualHour before = hours.get(bucket);
    UsualHour.Week week =
        known ? new UsualHour.Week(usual.hour(), customers) : UsualHour.Week.unknown(usual.hour());
    hours.put(bucket, (before == null ? UsualHour.EMPTY : before).and(week));
  }

  private @Nullable Double hourly(long since, long hour, UsualHours hours) {
    int bucket = calendar.bucket(hour);
    if (!BusinessCalendar.isOfWeek(bucket)
        || hour - LEAST_WEEKS * BusinessCalendar.HOURS_OF_WEEK < since) {
      return null;
    }
    UsualHour stored = hours.get(bucket);
    UsualHour known = stored == null ? UsualHour.EMPTY : stored;
    List<Double> weeks = new ArrayList<>();
    for (int ago = 1; ago <= UsualHour.WEEKS; ago++) {
      long then = hour - (long) ago * BusinessCalendar.HOURS_OF_WEEK;
      // A special day is no such day, though it is the same day of the week.
      if (then >= since && calendar.bucket(then) == bucket && known.of(then).isKnown()) {
        weeks.add(known.of(then).customers());
      }
    }
    return weeks.size() < LEAST_WEEKS ? null : median(weeks);
  }

  static double median(List<? extends Number> values) {
    double[] sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
