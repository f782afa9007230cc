package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A defined figure in a form in which all can be compared and added up.
 *
 * @param numerator value times denominator: figures differ in what they call so
 * @param denominator of a share, and of other means; else 1
 */
record Sums(double value, double numerator, double denominator, long n, Measure.Unit unit) {

  /** Null if the figure is not defined. */
  static @Nullable Sums of(Figure figure) {
    Double value = figure.value();
    if (value == null || value.isNaN()) {
      return null;
    }
    boolean share = figure.measure().unit() == Measure.Unit.SHARE;
    Double known = figure.denominator();
    double counted = share ? Math.max(1, figure.n()) : 1;
    double denominator = known != null && known > 0 ? known : counted;
    return new Sums(value, value * denominator, denominator, figure.n(), figure.measure().unit());
  }

  static Sums ofCount(double count) {
    return new Sums(count, count, 1, (long) count, Measure.Unit.COUNT);
  }

  void write(StateWriter out) {
    out.fixedDouble(value);
    out.fixedDouble(numerator);
    out.fixedDouble(denominator);
    out.number(n);
  }

  static Sums read(Measure.Unit unit, StateReader in) {
    return new Sums(in.fixedDouble(), in.fixedDouble(), in.fixedDouble(), in.number(), unit);
  }

  boolean isShare() {
    return unit == Measure.Unit.SHARE;
  }

  boolean isCount() {
    return unit == Measure.Unit.COUNT;
  }
}
