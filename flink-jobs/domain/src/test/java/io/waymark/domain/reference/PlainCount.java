package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * {@code count}. United: all matching events stand in one window; a burst that is not over at that
 * time has fired if either had fired in its own.
 */
final class PlainCount implements PlainPattern.AtEvent {
  private final Count count;

  /** Since the last {@code unless}. */
  private final List<Event> matching = new ArrayList<>();

  /** When it has come true in the present burst. */
  private final List<Long> trueInBurst = new ArrayList<>();

  PlainCount(Count count) {
    this.count = count;
  }

  @Override
  public void cancel() {
    matching.clear();
    trueInBurst.clear();
  }

  @Override
  public boolean comesTrueAt(Event event) {
    if (!InstanceView.matches(event, count.of(), null)
        || (count.distinct() != null && event.named(count.distinct()) == null)
        || (count.sum() != null && !(event.attribute(count.sum()) instanceof Number))) {
      return false;
    }
    endBurst(event.time());
    matching.add(event);
    List<Event> window =
        matching.stream().filter(m -> event.time() - m.time() <= count.within()).toList();
    if (n(window) < count.atLeast() || !isDue(event.time())) {
      return false;
    }
    trueInBurst.add(event.time());
    return true;
  }

  private void endBurst(long time) {
    long last = matching.stream().mapToLong(Event::time).max().orElse(time);
    if (time - last > count.within()) {
      trueInBurst.clear();
    }
  }

  private boolean isDue(long time) {
    long last = trueInBurst.stream().mapToLong(t -> t).max().orElse(Long.MIN_VALUE);
    return trueInBurst.isEmpty() || (count.again() != null && time - last >= count.again());
  }

  private double n(List<Event> window) {
    if (count.distinct() != null) {
      return window.stream()
          .map(m -> Values.identity(Objects.requireNonNull(m.named(count.distinct()))))
          .distinct()
          .count();
    }
    if (count.sum() == null) {
      return window.size();
    }
    double sum = 0;
    for (Event m : window) {
      sum += ((Number) Objects.requireNonNull(m.attribute(count.sum()))).doubleValue();
    }
    return sum;
  }

  @Override
  public void unite(PlainPattern other, long at) {
    PlainCount that = (PlainCount) other;
    endBurst(at);
    that.endBurst(at);
    trueInBurst.addAll(that.trueInBurst);
    matching.addAll(that.matching);
    matching.sort(Comparator.comparingLong(Event::time));
  }
}
