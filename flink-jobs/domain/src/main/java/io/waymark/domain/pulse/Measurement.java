package io.waymark.domain.pulse;

/**
 * What is read somewhere at some time.
 *
 * @param time decides on the window
 * @param amount of a sum; of others how many, less than none to take them back
 */
public record Measurement(Where where, long time, Reading reading, double amount) {

  public static Measurement one(Where where, long time, Tally tally) {
    return of(where, time, tally, 1);
  }

  public static Measurement of(Where where, long time, Tally tally, double amount) {
    return new Measurement(where, time, new Reading.Sum(tally), amount);
  }

  public static Measurement sample(Where where, long time, Quantity quantity, double value) {
    return new Measurement(where, time, new Reading.Sample(quantity, value), 1);
  }

  public static Measurement seen(Where where, long time, Crowd crowd, long hash) {
    return new Measurement(where, time, new Reading.Seen(crowd, hash), 1);
  }
}
