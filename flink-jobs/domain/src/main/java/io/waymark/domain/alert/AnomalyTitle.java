package io.waymark.domain.alert;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.InterventionCounts;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import java.util.Locale;

/** What the alert of an anomaly says to people. */
final class AnomalyTitle {
  /** Below it a score is a part of one, as a layout shift is. */
  private static final double SMALL_SCORE = 2;

  private static final double SMALL_PERCENT = 20;

  private AnomalyTitle() {}

  /**
   * For example {@code Payments fail at payment: payment failures 31 % of 132, 4 % is normal}, or
   * {@code The error budget burns at checkout, over 6 h: server errors 9 % of 900, 6 % is the
   * limit}.
   */
  static String of(Anomaly anomaly) {
    Place place = anomaly.place();
    Measure measure = anomaly.measure();
    boolean counts = measure.unit() == Measure.Unit.COUNT;
    return anomaly.pattern().title()
        + where(place.touchpoint())
        + (place.channel() == null ? "" : " (" + place.channel() + ")")
        + (place.persona() == null ? "" : " for " + place.persona())
        + (anomaly.subject() == null ? "" : ", " + anomaly.subject())
        + ": "
        + measure.id().replace('_', ' ')
        + " "
        + figure(anomaly.reading(), measure.unit())
        + (counts ? "" : " of " + count(anomaly.n()))
        + ", "
        + figure(anomaly.expected(), measure.unit())
        + against(anomaly.against());
  }

  private static String where(String touchpoint) {
    if (touchpoint.equals(Place.EVERYWHERE)) {
      return " everywhere";
    }
    return touchpoint.startsWith(InterventionCounts.PLACE_PREFIX)
        ? " of " + touchpoint.substring(InterventionCounts.PLACE_PREFIX.length())
        : " at " + touchpoint;
  }

  private static String against(Anomaly.Against against) {
    return switch (against) {
      case NORMAL -> " is normal";
      case THRESHOLD -> " is the threshold";
      case BURN_LIMIT -> " is the limit";
      case HELD_OUT -> " of those held out";
    };
  }

  private static String figure(double value, Measure.Unit unit) {
    return switch (unit) {
      case COUNT -> count(Math.round(value));
      case SHARE -> percent(value);
      case MILLISECONDS ->
          value < 10_000
              ? number("%.1f s", value / 1_000)
              : count(Math.round(value / 1_000)) + " s";
      case SCORE -> number(Math.abs(value) < SMALL_SCORE ? "%.2f" : "%.1f", value);
    };
  }

  private static String percent(double share) {
    double percent = share * 100;
    boolean whole = Math.abs(percent - Math.rint(percent)) < 0.05;
    boolean fine = !whole && Math.abs(percent) < SMALL_PERCENT;
    return number(fine ? "%.1f %%" : "%.0f %%", percent);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
