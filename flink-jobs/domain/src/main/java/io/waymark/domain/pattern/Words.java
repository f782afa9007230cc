package io.waymark.domain.pattern;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Truth;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How an evaluation is put into words: times in RFC 3339 and UTC, spans and selectors as rules
 * write them. Only for traces: none of this is cheap.
 */
public final class Words {
  private static final long[] UNITS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] NAMES = {"d", "h", "m", "s", "ms"};

  private Words() {}

  public static String time(long time) {
    return Instant.ofEpochMilli(time).toString();
  }

  /** In the largest unit that leaves no fraction: {@code 30m}, {@code 90s}. */
  public static String span(long millis) {
    int unit = 0;
    while (millis % UNITS[unit] != 0) {
      unit++;
    }
    return millis == 0 ? "0s" : millis / UNITS[unit] + NAMES[unit];
  }

  /** Without a fraction if it has none. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** {@code purchase, refund by web at /checkout where attr.value > 10}. */
  public static String selector(Selector selector) {
    StringBuilder words = new StringBuilder(selector.anyType() ? "*" : listed(selector.types()));
    if (!selector.channels().isEmpty()) {
      words.append(" by ").append(listed(selector.channels()));
    }
    if (!selector.touchpoints().isEmpty()) {
      words.append(" at ").append(listed(selector.touchpoints()));
    }
    if (selector.where() != null) {
      words.append(" where ").append(selector.where().text());
    }
    return words.toString();
  }

  /**
   * Why an event of a type that the selector names does not match it; null if it names other types.
   */
  static @Nullable String mismatch(Selector selector, Event event, Truth truth) {
    if (!selector.anyType() && !selector.types().contains(event.type())) {
      return null;
    }
    if (misses(selector.channels(), event.channel())) {
      return "does not match: its channel is "
          + shown(event.channel())
          + ", not "
          + listed(selector.channels());
    }
    if (misses(selector.touchpoints(), event.touchpoint())) {
      return "does not match: its touchpoint is "
          + shown(event.touchpoint())
          + ", not "
          + listed(selector.touchpoints());
    }
    String where = selector.where() == null ? "" : selector.where().text();
    return truth == Truth.ERROR
        ? "does not match: where "
            + where
            + " ends in an error: a value it reads is missing or of another kind"
        : "does not match: where " + where + " is false";
  }

  private static boolean misses(Set<String> wanted, @Nullable String value) {
    return !wanted.isEmpty() && (value == null || !wanted.contains(value));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "not given" : value;
  }

  private static String listed(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
