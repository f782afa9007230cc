package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;

/** The share of about the last day, at which half of what counted a day before still counts. */
final class Level {
  private static final double WINDOWS_OF_DAY = 288;
  private static final double KEPT = Math.pow(0.5, 1 / WINDOWS_OF_DAY);
  private static final double LEAST_N = 100;

  private double numerator;
  private double denominator;

  void add(Sums sums) {
    numerator = (float) (numerator * KEPT + sums.numerator());
    denominator = (float) (denominator * KEPT + sums.denominator());
  }

  double share() {
    return denominator < LEAST_N ? Double.NaN : numerator / denominator;
  }

  void write(StateWriter out) {
    out.fixed(Float.floatToRawIntBits((float) numerator), Float.BYTES);
    out.fixed(Float.floatToRawIntBits((float) denominator), Float.BYTES);
  }

  static Level read(StateReader in) {
    Level level = new Level();
    level.numerator = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    level.denominator = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    return level;
  }
}
