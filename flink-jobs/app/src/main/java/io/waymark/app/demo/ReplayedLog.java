package io.waymark.app.demo;

import io.waymark.app.format.Rfc3339;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded log as if it happened now: every time in it is moved by the same span, so that all
 * distances stay.
 */
final class ReplayedLog implements Shop {
  private final LogRecords records;
  private final long shift;
  private final Set<String> deadlines;
  private @Nullable Event next;
  private boolean over;

  /**
   * @param opening when the first event is to happen
   * @param deadlines attributes that hold times, which move too
   */
  ReplayedLog(EventLog log, long opening, Set<String> deadlines) throws IOException {
    this.records = log.open();
    this.shift = opening - log.first();
    this.deadlines = deadlines;
  }

  @Override
  public void until(long time, Outlet out) throws IOException {
    while (!over) {
      Event event = next;
      if (event != null) {
        if (event.time() > time) {
          return;
        }
        out.event(event);
        next = null;
      }
      LogRecords.Told told = records.next();
      if (told == null) {
        over = true;
        return;
      }
      if (told.event() == null) {
        out.unreadable(told.unreadable());
      } else {
        next = moved(told.event());
      }
    }
  }

  private Event moved(Event event) {
    return new Event(
        event.id(),
        event.type(),
        event.time() + shift,
        event.customerId(),
        event.anonymousId(),
        event.sessionId(),
        event.channel(),
        event.touchpoint(),
        moved(event.attributes()));
  }

  private Map<String, @Nullable Object> moved(Map<String, @Nullable Object> attributes) {
    if (deadlines.stream().noneMatch(attributes::containsKey)) {
      return attributes;
    }
    Map<String, @Nullable Object> moved = new HashMap<>(attributes);
    for (String name : deadlines) {
      moved.computeIfPresent(name, (any, value) -> moved(value));
    }
    return moved;
  }

  private Object moved(Object value) {
    if (value instanceof Long millis) {
      return millis + shift;
    }
    if (value instanceof String text) {
      try {
        return Rfc3339.format(Rfc3339.parse(text) + shift);
      } catch (DateTimeParseException e) {
        return text;
      }
    }
    return value;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
