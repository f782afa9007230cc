package io.waymark.domain.reference;

import io.waymark.domain.rule.Pattern.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code count: {of, at_least, within, distinct, sum, again}}. */
final class CountMeaning {
  private CountMeaning() {}

  /** The events at which it fires. */
  static List<Integer> fires(Count count, InstanceView view) {
    List<Integer> fires = new ArrayList<>();
    for (int e = 0; e < view.size(); e++) {
      if (!counts(count, view, e)) {
        continue;
      }
      // "unless empties the window and ends the burst"; the unless event itself may count again
      List<Integer> matching = new ArrayList<>();
      for (int m = view.lastCancelUpTo(e); m <= e; m++) {
        if (counts(count, view, m)) {
          matching.add(m);
        }
      }
      if (n(count, view, matching, e) >= count.atLeast() && due(count, view, matching, fires, e)) {
        fires.add(e);
      }
    }
    return fires;
  }

  /** Matching events; one "without the value neither counts nor keeps a burst alive". */
  private static boolean counts(Count count, InstanceView view, int i) {
    return view.opens(i, count.of())
        && (count.distinct() == null || view.event(i).named(count.distinct()) != null)
        && (count.sum() == null || number(view, i, count.sum()) != null);
  }

  private static double n(Count count, InstanceView view, List<Integer> matching, int e) {
    List<Integer> window =
        matching.stream().filter(m -> view.time(e) - view.time(m) <= count.within()).toList();
    if (count.distinct() != null) {
      return window.stream()
          .map(m -> Objects.requireNonNull(view.event(m).named(count.distinct())))
          .map(Values::identity)
          .distinct()
          .count();
    }
    if (count.sum() != null) {
      double sum = 0;
      for (int m : window) {
        sum += Objects.requireNonNull(number(view, m, count.sum()));
      }
      return sum;
    }
    return window.size();
  }

  /** "Once per burst, and within a burst again at least `again` after the last time." */
  private static boolean due(
      Count count, InstanceView view, List<Integer> matching, List<Integer> fires, int e) {
    int burstStart = e;
    for (int k = matching.size() - 2; k >= 0; k--) {
      if (view.time(burstStart) - view.time(matching.get(k)) > count.within()) {
        break;
      }
      burstStart = matching.get(k);
    }
    int last = fires.isEmpty() ? -1 : fires.get(fires.size() - 1);
    boolean firedInBurst = last >= burstStart;
    return !firedInBurst
        || (count.again() != null && view.time(e) - view.time(last) >= count.again());
  }

  private static @Nullable Double number(InstanceView view, int i, String attribute) {
    return view.event(i).attribute(attribute) instanceof Number number
        ? (Double) number.doubleValue()
        : null;
  }
}
