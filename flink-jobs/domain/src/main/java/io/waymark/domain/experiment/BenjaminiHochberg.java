package io.waymark.domain.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several comparisons at once: Benjamini and Hochberg, "Controlling the false discovery rate",
 * Journal of the Royal Statistical Society B 57 (1995). Always-valid p-values may go in (Johari et
 * al. 2022).
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * The p-values so adjusted that those at most alpha are the findings of which on average at most
   * the share alpha is wrong; in the order given.
   */
  public static List<Double> adjusted(List<Double> p) {
    int n = p.size();
    List<Integer> descending =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.<Integer, Double>comparing(p::get).reversed())
            .toList();
    List<Double> adjusted = new ArrayList<>(p);
    double least = 1;
    for (int i = 0; i < n; i++) {
      int index = descending.get(i);
      least = Math.min(least, p.get(index) * n / (n - i));
      adjusted.set(index, least);
    }
    return adjusted;
  }
}
