package io.waymark.catalogue;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Durations as the rule language writes them: {@code 500ms}, {@code 2s}, {@code 30m}, ... */
final class Spans {
  static final String EXPECTED = "a duration such as 500ms, 2s, 30m, 24h or 7d";

  private static final Pattern SPAN = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final long LONGEST = unit("d") * 36_500;

  private Spans() {}

  /** Milliseconds; empty if it is not a duration of at most 100 years. */
  static OptionalLong parse(String text) {
    var match = SPAN.matcher(text);
    if (!match.matches()) {
      return OptionalLong.empty();
    }
    long amount = Long.parseLong(match.group(1));
    long unit = unit(match.group(2));
    return amount > LONGEST / unit ? OptionalLong.empty() : OptionalLong.of(amount * unit);
  }

  /** The shortest text that {@link #parse} reads as {@code millis}. */
  static String format(long millis) {
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      boolean days = unit.equals("d");
      if (millis != 0 && millis % unit(unit) == 0 && !(days && millis == unit(unit))) {
        return millis / unit(unit) + unit;
      }
    }
    return millis + "ms";
  }

  private static long unit(String name) {
    return switch (name) {
      case "ms" -> 1L;
      case "s" -> 1_000L;
      case "m" -> 60_000L;
      case "h" -> 3_600_000L;
      default -> 86_400_000L;
    };
  }
}
