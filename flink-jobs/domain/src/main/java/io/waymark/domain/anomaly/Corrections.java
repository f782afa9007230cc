package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import java.util.Collection;

/** Puts right what was added up of a window before all of it was known. */
final class Corrections {
  private Corrections() {}

  /**
   * Has what is known now take the place of what was known of a window. One that is too long ago
   * for the trail of windows is left as it was.
   */
  static void apply(Collection<Trail> trails, Measure measure, long start, Sums sums) {
    for (Trail windows : trails) {
      if (windows.isOf(measure) && windows.isOfWindows()) {
        Trail.Total before = windows.at(start);
        if (before != null) {
          double more = sums.numerator() - before.numerator();
          double moreOf = sums.denominator() - before.denominator();
          trails.stream()
              .filter(trail -> trail.isOf(measure))
              .forEach(trail -> trail.add(start, more, moreOf));
        }
        return;
      }
    }
  }
}
