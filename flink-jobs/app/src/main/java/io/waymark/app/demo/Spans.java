package io.waymark.app.demo;

/** Spans of time as people say them. */
final class Spans {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Spans() {}

  /** {@code 0.8 s}, {@code 41 s}, {@code 4 min 12 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
  static String format(long millis) {
    if (millis < 10 * SECOND && millis % SECOND != 0) {
      return millis / SECOND + "." + millis % SECOND / 100 + " s";
    }
    if (millis < MINUTE) {
      return millis / SECOND + " s";
    }
    if (millis < HOUR) {
      return two(millis, MINUTE, "min", SECOND, "s");
    }
    return millis < DAY ? two(millis, HOUR, "h", MINUTE, "min") : two(millis, DAY, "d", HOUR, "h");
  }

  /** The same to the nearest minute, where seconds do not matter. */
  static String rounded(long millis) {
    return format(
        millis < 2 * MINUTE ? Math.max(0, millis) : Math.round((double) millis / MINUTE) * MINUTE);
  }

  private static String two(long millis, long big, String bigName, long small, String smallName) {
    long rest = millis % big / small;
    return millis / big + " " + bigName + (rest == 0 ? "" : " " + rest + " " + smallName);
  }
}
