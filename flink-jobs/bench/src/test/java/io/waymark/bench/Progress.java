package io.waymark.bench;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Says on standard error how far a benchmark has got. */
final class Progress {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Progress() {}

  static void say(String format, Object... values) {
    System.err.println(time() + format.formatted(values));
  }

  static void begin(int round, int rounds, String contender) {
    System.err.printf("%sround %d of %d, %s: ", time(), round, rounds, contender);
    System.err.flush();
  }

  static void end(String outcome) {
    System.err.println(outcome);
  }

  private static String time() {
    return LocalTime.now().format(CLOCK) + " ";
  }
}
