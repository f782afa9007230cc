package io.waymark.domain.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an alert concerns, at its {@code lastAt}.
 *
 * @param count fires so far; windows out of line so far, of an anomaly
 * @param customers distinct customers so far: exact up to {@link Customers#EXACT}, about 2 % off
 *     beyond
 * @param samples the first of them, at most {@link #SAMPLES}, as a place to start looking
 * @param recent distinct customers of the last five minutes, the running one included
 * @param usual what {@code recent} is when nothing is wrong, see {@link UsualCustomers}; null while
 *     unknown, and of an anomaly
 * @param trend of {@code recent}; null of an anomaly
 * @param valueAtRisk sum of the carts of those whose fires are open; null if none is known
 * @param currency of {@code valueAtRisk}: the one of most of these carts
 */
public record Impact(
    long count,
    long customers,
    List<String> samples,
    long recent,
    @Nullable Long usual,
    @Nullable Trend trend,
    @Nullable Double valueAtRisk,
    @Nullable String currency) {

  /** How many customers are named. */
  public static final int SAMPLES = 5;

  /** That many times, customers unknown. */
  static Impact ofWindows(long count) {
    return new Impact(count, 0, List.of(), 0, null, null, null, null);
  }

  /** The last five minutes against the five before. */
  public enum Trend {
    /** At least a fifth more. */
    RISING,
    STEADY,
    /** At least a fifth fewer. */
    FALLING;

    static Trend of(long recent, long before) {
      long change = Math.abs(recent - before) * 5;
      if (recent > before && change >= before) {
        return RISING;
      }
      return recent < before && change >= before ? FALLING : STEADY;
    }
  }
}
