package io.waymark.pipeline.intervention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a year's customers are left alone, in other words than where it is decided. */
final class YearQuiet {
  private YearQuiet() {}

  /**
   * As a clock on the wall reads; what is quiet when it is put back, or just after, stays so for
   * all that it shows twice.
   */
  static boolean isQuiet(@Nullable String channel, Instant now, ZoneId zone) {
    if (reads(channel, now, zone)) {
      return true;
    }
    var before = zone.getRules().previousTransition(now.plusMillis(1));
    var after = zone.getRules().nextTransition(now);
    boolean second =
        before != null
            && before.isOverlap()
            && now.isBefore(before.getInstant().minus(before.getDuration()));
    boolean first =
        after != null
            && after.isOverlap()
            && !now.isBefore(after.getInstant().plus(after.getDuration()));
    return (second && reads(channel, before.getInstant().minusMillis(1), zone))
        || (first && reads(channel, after.getInstant(), zone));
  }

  private static boolean reads(@Nullable String channel, Instant time, ZoneId zone) {
    return isQuiet(channel, LocalDateTime.ofInstant(time, zone));
  }

  private static boolean isQuiet(@Nullable String channel, LocalDateTime clock) {
    LocalTime time = clock.toLocalTime();
    DayOfWeek today = clock.getDayOfWeek();
    DayOfWeek yesterday = today.minus(1);
    Set<DayOfWeek> weekdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    boolean any = channel == null;
    boolean night = !time.isBefore(at("21:00")) || time.isBefore(at("08:00"));
    boolean noon = !time.isBefore(at("12:00")) && time.isBefore(at("13:00"));
    boolean mailNight =
        (weekdays.contains(today) && !time.isBefore(at("22:30")))
            || (weekdays.contains(yesterday) && time.isBefore(at("02:30")));
    boolean sunday =
        today == DayOfWeek.SUNDAY && !time.isBefore(at("02:30")) && time.isBefore(at("03:15"));
    return ((any || channel.equals("sms") || channel.equals("push")) && night)
        || ((any || channel.equals("push")) && noon)
        || ((any || channel.equals("email")) && (mailNight || sunday));
  }

  private static LocalTime at(String time) {
    return LocalTime.parse(time);
  }
}
