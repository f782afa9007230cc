package io.waymark.e2e;

import java.util.List;

/**
 * Figures in the order of their time, at least three. What they were first and are last is the
 * median of a third of them, so that one that is far off changes nothing.
 */
record Trend(List<Long> figures) {

  long first() {
    return median(figures.subList(0, figures.size() / 3));
  }

  long last() {
    return median(figures.subList(figures.size() - figures.size() / 3, figures.size()));
  }

  private static long median(List<Long> some) {
    return some.stream().sorted().skip(some.size() / 2).findFirst().orElseThrow();
  }
}
