package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Scalar;
import io.waymark.domain.rule.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a count's past that can still matter: of a plain count the times of the last k
 * events, of a distinct one the k values seen last, of a sum the whole window.
 */
final class CountWindow {
  private final Pattern.Count count;
  private final int capacity;
  private final List<Entry> entries = new ArrayList<>();

  CountWindow(Pattern.Count count) {
    this.count = count;
    this.capacity =
        count.sum() != null
            ? Pattern.Count.MOST
            : (int) Math.min(Pattern.Count.MOST, Math.ceil(count.atLeast()));
  }

  /** What the event contributes, or null if it lacks what is counted. */
  @Nullable Object contribution(Event event) {
    if (count.sum() != null) {
      return Scalar.number(event.attribute(count.sum()));
    }
    if (count.distinct() != null) {
      Object value = event.named(count.distinct());
      return value == null ? null : Scalar.canonical(value);
    }
    return Boolean.TRUE;
  }

  /** Adds an event in order; answers whether the bound made it forget one that still counts. */
  boolean add(long time, Object contribution) {
    if (count.distinct() != null) {
      removeValue(contribution);
    }
    dropBefore(time - count.within());
    entries.add(new Entry(time, contribution));
    if (entries.size() <= capacity) {
      return false;
    }
    entries.remove(0);
    return count.sum() != null;
  }

  private void removeValue(Object value) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).value.equals(value)) {
        entries.remove(i);
        return;
      }
    }
  }

  /**
   * Takes in what another one has since {@code from}; answers whether the bound made it forget one
   * that still counts.
   */
  boolean merge(CountWindow other, long from) {
    entries.addAll(other.entries);
    entries.sort(Comparator.comparingLong(Entry::time));
    dropBefore(from);
    if (count.distinct() != null) {
      keepLastOfEachValue();
    }
    int tooMany = entries.size() - capacity;
    if (tooMany <= 0) {
      return false;
    }
    entries.subList(0, tooMany).clear();
    return count.sum() != null;
  }

  private void keepLastOfEachValue() {
    Set<Object> later = new HashSet<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (!later.add(entries.get(i).value)) {
        entries.remove(i);
      }
    }
  }

  boolean isReached() {
    return total() >= count.atLeast();
  }

  private double total() {
    if (count.sum() == null) {
      return entries.size();
    }
    double sum = 0;
    for (int i = 0; i < entries.size(); i++) {
      sum += (Double) entries.get(i).value;
    }
    return sum;
  }

  /** What an event has to have to count. */
  String counted() {
    return count.sum() != null ? "number " + count.sum() : String.valueOf(count.distinct());
  }

  /** {@code 2 of 3 within 1s}. */
  String describe() {
    String what =
        count.sum() != null
            ? " as sum of " + count.sum()
            : count.distinct() != null ? " different " + count.distinct() : "";
    return Words.number(total())
        + " of "
        + Words.number(count.atLeast())
        + what
        + " within "
        + Words.span(count.within());
  }

  void clear() {
    entries.clear();
  }

  void clearUpTo(long time) {
    dropBefore(time + 1);
  }

  private void dropBefore(long time) {
    int first = 0;
    while (first < entries.size() && entries.get(first).time < time) {
      first++;
    }
    if (first > 0) {
      entries.subList(0, first).clear();
    }
  }

  void write(StateWriter out) {
    out.count(entries.size());
    for (Entry entry : entries) {
      out.time(entry.time);
      if (count.sum() != null || count.distinct() != null) {
        out.scalar(entry.value);
      }
    }
  }

  void read(StateReader in) {
    int size = in.count();
    for (int i = 0; i < size; i++) {
      long time = in.time();
      Object value =
          count.sum() != null || count.distinct() != null
              ? Objects.requireNonNull(in.scalar())
              : Boolean.TRUE;
      entries.add(new Entry(time, value));
    }
  }

  private record Entry(long time, Object value) {}
}
