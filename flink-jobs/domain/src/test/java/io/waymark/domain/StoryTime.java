package io.waymark.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and spans as stories write them. Times are UTC on one day. */
public final class StoryTime {
  /** Midnight of the day on which stories play: 2026-01-01T00:00:00Z. */
  public static final long DAY = 1_767_225_600_000L;

  private static final long DAY_LENGTH = 24 * 60 * 60 * 1000L;
  private static final Pattern SPAN = Pattern.compile("(\\d+)(ms|s|m|h|d)");
  private static final Pattern TIME =
      Pattern.compile("(?:(\\d+)d)?(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{3}))?)?");

  private StoryTime() {}

  /** Milliseconds of {@code 500ms}, {@code 2s}, {@code 30m}, {@code 24h}, {@code 7d}. */
  public static long span(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a span: " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> number;
      case "s" -> number * 1000;
      case "m" -> number * 60_000;
      case "h" -> number * 3_600_000;
      default -> number * DAY_LENGTH;
    };
  }

  /** Epoch milliseconds of {@code HH:MM[:SS[.mmm]]}, {@code 2d} before it meaning two days on. */
  public static long time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a time: " + text);
    }
    return DAY
        + number(matcher.group(1)) * DAY_LENGTH
        + number(matcher.group(2)) * 3_600_000
        + number(matcher.group(3)) * 60_000
        + number(matcher.group(4)) * 1000
        + number(matcher.group(5));
  }

  /** The shortest form that {@link #time} reads back; before the day, signed milliseconds. */
  public static String show(long time) {
    long offset = time - DAY;
    if (offset < 0) {
      return offset + "ms";
    }
    long days = offset / DAY_LENGTH;
    long rest = offset % DAY_LENGTH;
    StringBuilder text = new StringBuilder(days == 0 ? "" : days + "d");
    text.append(String.format("%02d:%02d", rest / 3_600_000, rest / 60_000 % 60));
    if (rest % 60_000 != 0) {
      text.append(String.format(":%02d", rest / 1000 % 60));
    }
    if (rest % 1000 != 0) {
      text.append(String.format(".%03d", rest % 1000));
    }
    return text.toString();
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
