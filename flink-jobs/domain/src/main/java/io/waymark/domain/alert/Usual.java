package io.waymark.domain.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of how many customers a group has, whether or not it has an alert: about 100
 * bytes, however long it goes on. Counts are of distinct customers in five minutes of the clock.
 *
 * @param slot the first five minutes that are not counted yet, numbered since the epoch
 * @param since the first hour that was seen in full, by local clocks, counted since 1970
 * @param hour the present one
 * @param latest counts that were learnt last, the newest last: at most {@link UsualCustomers#SLOTS}
 * @param strange how many in a row were far above what is usual
 * @param ofHour counts of the present hour that were learnt
 * @param hourly what is usual in the present hour of the week; null if too few weeks are known
 */
public record Usual(
    long slot,
    long since,
    long hour,
    List<Integer> latest,
    int strange,
    List<Integer> ofHour,
    @Nullable Double hourly) {

  /** Distinct customers in five minutes; null while too little is known. */
  public @Nullable Long customers() {
    if (hourly != null) {
      return Math.round(hourly);
    }
    return latest.size() < UsualCustomers.LEAST_SLOTS
        ? null
        : Math.round(UsualCustomers.median(latest));
  }
}
