package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import java.util.ArrayList;
import java.util.List;

/** Figures of one window in the making. */
final class Figures {
  private final List<Figure> figures = new ArrayList<>();

  Figures count(Measure measure, long count) {
    figures.add(new Figure(measure, (double) count, null, null, count));
    return this;
  }

  Figures share(Measure measure, long hits, long n) {
    Double share = n == 0 ? null : (double) hits / n;
    figures.add(new Figure(measure, share, (double) hits, (double) n, n));
    return this;
  }

  Figures value(Measure measure, double value, long n) {
    figures.add(new Figure(measure, n == 0 ? null : value, null, null, n));
    return this;
  }

  Figures mean(Measure measure, double value, long n) {
    figures.add(new Figure(measure, n == 0 ? null : value, value * n, (double) n, n));
    return this;
  }

  List<Figure> list() {
    return List.copyOf(figures);
  }
}
