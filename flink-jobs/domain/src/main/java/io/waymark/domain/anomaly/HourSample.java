package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pulse.Measure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a figure was in the windows of the present hour. */
final class HourSample {
  /** Of five minutes each; if an hour has more, by clocks put back, these are enough. */
  private static final int MOST = 12;

  private static final int LEAST = 3;
  private static final double LEAST_N = 100;
  private static final double LEAST_N_OF_WINDOW = 10;

  private int size;
  private double[] values = {};
  private double numerator;
  private double denominator;

  void add(Sums sums) {
    if (size == MOST) {
      return;
    }
    numerator = (float) (numerator + sums.numerator());
    denominator = (float) (denominator + sums.denominator());
    if (!sums.isShare() || sums.denominator() >= LEAST_N_OF_WINDOW) {
      values = size == values.length ? Arrays.copyOf(values, MOST) : values;
      values[size++] = (float) sums.value();
    }
  }

  /** The hour in brief; null if there was too little to say anything. */
  @Nullable HourSummary summary(Measure measure, long hour) {
    double[] copy = Arrays.copyOf(values, size);
    if (measure.unit() != Measure.Unit.SHARE) {
      if (size < LEAST) {
        return null;
      }
      double median = Robust.median(copy, size);
      return new HourSummary(hour, (float) median, (float) Robust.mad(copy, size, median));
    }
    if (denominator < LEAST_N) {
      return null;
    }
    double share = numerator / denominator;
    double spread = size < LEAST ? 0 : Robust.mad(copy, size, share);
    return new HourSummary(hour, (float) share, (float) spread);
  }

  void write(StateWriter out) {
    out.count(size);
    for (int i = 0; i < size; i++) {
      out.fixed(Float.floatToRawIntBits((float) values[i]), Float.BYTES);
    }
    out.fixed(Float.floatToRawIntBits((float) numerator), Float.BYTES);
    out.fixed(Float.floatToRawIntBits((float) denominator), Float.BYTES);
  }

  static HourSample read(StateReader in) {
    HourSample sample = new HourSample();
    sample.size = in.count();
    sample.values = new double[sample.size == 0 ? 0 : MOST];
    for (int i = 0; i < sample.size; i++) {
      sample.values[i] = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    }
    sample.numerator = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    sample.denominator = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
    return sample;
  }
}
