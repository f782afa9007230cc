package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;

/**
 * The share of about the last day, at which half of what counted a day before still counts. Said
 * only of some hours at least: what is decided late, as that somebody gave up, is not in the first
 * windows there are.
 */
final class Level {
  private static final double WINDOWS_OF_DAY = 288;
  private static final double KEPT = Math.pow(0.5, 1 / WINDOWS_OF_DAY);
  private static final double LEAST_N = 100;
  private static final double LEAST_WINDOWS = 60;

  private double numerator;
  private double denominator;
  private double windows;

  void add(Sums sums) {
    numerator = (float) (numerator * KEPT + sums.numerator());
    denominator = (float) (denominator * KEPT + sums.denominator());
    windows = (float) (windows * KEPT + 1);
  }

  double share() {
    return denominator < LEAST_N || windows < LEAST_WINDOWS ? Double.NaN : numerator / denominator;
  }

  void write(StateWriter out) {
    out.fixed(Float.floatToRawIntBits((float) numerator), Float.BYTES);
    out.fixed(Float.floatToRawIntBits((float) denominator), Float.BYTES);
    out.fixed(Float.floatToRawIntBits((float) windows), Float.BYTES);
  }

  static Level read(StateReader in) {
    Level level = new Level();
    level.numerator = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    level.denominator = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    level.windows = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    return level;
  }
}
