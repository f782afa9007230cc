package io.waymark.bench.report;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
final class Figure {
  static final String NONE = "-";

  private Figure() {}

  /** Three digits: {@code 72.3k}, {@code 1.45M}. */
  static String rate(double perSecond) {
    if (perSecond >= 999_500) {
      return digits(perSecond / 1_000_000) + "M";
    }
    return perSecond >= 999.5 ? digits(perSecond / 1_000) + "k" : digits(perSecond);
  }

  /** Three digits, if it has so many before the point that none is left after it. */
  static String digits(double value) {
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio >= 0.095 ? "%.2f" : "%.3f", ratio);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** The median, and in brackets between what the figures lie, if there are more than one. */
  static String spread(@Nullable Spread spread, Function<Double, String> format) {
    if (spread == null) {
      return NONE;
    }
    String median = format.apply(spread.median());
    return spread.least() == spread.most()
        ? median
        : "%s (%s to %s)"
            .formatted(median, format.apply(spread.least()), format.apply(spread.most()));
  }

  static String median(@Nullable Spread spread, Function<Double, String> format) {
    return spread == null ? NONE : format.apply(spread.median());
  }
}
