package io.waymark.bench.report;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The median of some figures, and between what they lie. */
public record Spread(double median, double least, double most) {

  /** Null of no figures. */
  static @Nullable Spread of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      return null;
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
