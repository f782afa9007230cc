package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Selector;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code wait}. United: of two that go on, the one that started first does. */
final class PlainWait implements PlainPattern {
  private final Wait wait;
  private @Nullable Event start;
  private int level;

  /** What the fire belongs to: another pattern object for each wait. */
  private PlainPattern identity = this;

  PlainWait(Wait wait) {
    this.wait = wait;
  }

  @Override
  public void cancel() {
    start = null;
  }

  @Override
  public void close(Event event, Predicate<Selector> closes) {
    if (closes.test(wait.end())) {
      start = null;
    }
  }

  @Override
  public void open(Event event, Truths truths) {
    if (start == null && InstanceView.matches(event, wait.start(), null)) {
      start = event;
      level = 0;
      identity = new PlainWait(wait);
    }
  }

  @Override
  public @Nullable Event pending() {
    return start;
  }

  @Override
  public boolean goesOnAs(PlainPattern fired) {
    return start != null && fired == identity;
  }

  @Override
  public void reopen(Event event, long at) {
    boolean isFirst = start == null || Event.ORDER.compare(event, start) < 0;
    for (int i = 0; isFirst && i < wait.levels().size(); i++) {
      if (event.time() + wait.levels().get(i).after() >= at) {
        start = event;
        level = i;
        identity = new PlainWait(wait);
        return;
      }
    }
  }

  @Override
  public long deadline() {
    return start == null ? NEVER : start.time() + wait.levels().get(level).after();
  }

  @Override
  public void expire(Truths truths) {
    Event since = Objects.requireNonNull(start);
    truths.reached(identity, since, deadline(), level, false);
    level++;
    if (level == wait.levels().size()) {
      start = null;
    }
  }

  @Override
  public void unite(PlainPattern other, long at) {
    PlainWait that = (PlainWait) other;
    if (that.start != null && (start == null || Event.ORDER.compare(that.start, start) < 0)) {
      start = that.start;
      level = that.level;
      identity = that.identity;
    }
  }
}
