package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Things that wait for their time. Time is cut into short spans, each with a list: to enter one
 * costs the same however many there are, and those whose time has come are handed out in no certain
 * order.
 */
final class Turns<T> {
  private static final long SPAN_MILLIS = 128;

  private final ToLongFunction<T> time;
  private final TreeMap<Long, List<T>> spans = new TreeMap<>();

  /** The list used last: events come in bursts of about one time. */
  private long lastSpan = Long.MIN_VALUE;

  private List<T> last = List.of();

  /**
   * @param time when the turn of each is; must not change
   */
  Turns(ToLongFunction<T> time) {
    this.time = time;
  }

  void add(T one) {
    long span = Math.floorDiv(time.applyAsLong(one), SPAN_MILLIS);
    if (span != lastSpan) {
      last = spans.computeIfAbsent(span, begun -> new ArrayList<>());
      lastSpan = span;
    }
    last.add(one);
  }

  /** Hands out all whose time is {@code until} or before. */
  void takeUpTo(long until, Consumer<T> to) {
    long span = Math.floorDiv(until, SPAN_MILLIS);
    while (!spans.isEmpty() && spans.firstKey() < span) {
      handOut(spans.pollFirstEntry(), to);
    }
    List<T> begun = spans.get(span);
    if (begun != null) {
      takeIf(begun, one -> time.applyAsLong(one) <= until, to);
    }
  }

  private void takeIf(List<T> span, Predicate<T> condition, Consumer<T> to) {
    span.removeIf(
        one -> {
          boolean taken = condition.test(one);
          if (taken) {
            to.accept(one);
          }
          return taken;
        });
  }

  private void handOut(Map.Entry<Long, List<T>> span, Consumer<T> to) {
    lastSpan = Long.MIN_VALUE;
    span.getValue().forEach(to);
  }
}
