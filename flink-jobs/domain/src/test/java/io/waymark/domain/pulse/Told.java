package io.waymark.domain.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A strand's story: its events, one after the other, and what has been measured of it. */
final class Told {
  static final long START = Duration.ofHours(10).toMillis();

  private final TreeMap<String, Double> measured = new TreeMap<>();
  private final Strand nothing;
  private Strand strand;
  private long now = Long.MIN_VALUE;

  Told(Strand nothing) {
    this.nothing = nothing;
    this.strand = nothing;
  }

  /** Taken in at whatever time it is. */
  Told event(Touch touch) {
    Strand next = strand.followedBy(touch);
    if (next == null) {
      Strand after = strand.with(touch);
      measure(Strand.changes(strand, now, after, now, ContactGoal.STANDARD));
      strand = after;
    } else {
      measure(Strand.changes(strand, now, strand, Strand.NEVER, ContactGoal.STANDARD));
      measure(Strand.changes(nothing, now, next, now, ContactGoal.STANDARD));
      strand = next;
    }
    strand = strand.pruned(now);
    return this;
  }

  /** All events of before, and of then, are known. */
  Told until(long time) {
    for (long wake = strand.wakeAt(now); wake <= time; wake = strand.wakeAt(now)) {
      measure(Strand.changes(strand, now, strand, wake, ContactGoal.STANDARD));
      now = wake;
    }
    now = time;
    return this;
  }

  private void measure(List<Measurement> measurements) {
    for (Measurement one : measurements) {
      measured.merge(text(one), one.amount(), Double::sum);
    }
    measured.values().removeIf(amount -> amount == 0);
  }

  private static String text(Measurement one) {
    String what =
        one.reading() instanceof Reading.Sum sum
            ? sum.tally().name()
            : one.reading().getClass().getSimpleName();
    return what + "@" + one.where().touchpoint() + "+" + (one.time() - START) / 1_000;
  }

  /** {@code TALLY@touchpoint+seconds} and how much. */
  Map<String, Double> measured() {
    return measured;
  }

  static Touch touch(
      double second, String type, @Nullable String touchpoint, Object... attributes) {
    Map<String, @Nullable Object> named = new TreeMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      named.put((String) attributes[i], attributes[i + 1]);
    }
    return Touch.of(
        new Event(type + second, type, at(second), "c1", null, "s1", "web", touchpoint, named),
        null);
  }

  static long at(double second) {
    return START + Math.round(second * 1_000);
  }

  /** All orders. */
  static <T> List<List<T>> permutations(List<T> list) {
    if (list.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<T> rest = new ArrayList<>(list);
      T first = rest.remove(i);
      for (List<T> more : permutations(rest)) {
        List<T> one = new ArrayList<>();
        one.add(first);
        one.addAll(more);
        all.add(one);
      }
    }
    return all;
  }
}
