package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import java.util.ArrayList;
import java.util.List;

/** The last events that contributed to something, at most {@link Evidence#LIMIT}, oldest first. */
final class EvidenceTail {
  private final List<Evidence> events = new ArrayList<>();

  void add(Evidence event) {
    if (events.size() == Evidence.LIMIT) {
      events.remove(0);
    }
    events.add(event);
  }

  void dropBefore(long time) {
    int first = 0;
    while (first < events.size() && events.get(first).eventTime() < time) {
      first++;
    }
    events.subList(0, first).clear();
  }

  /** Answers whether there was any. */
  boolean clear() {
    boolean any = !events.isEmpty();
    events.clear();
    return any;
  }

  /** Takes in those of another one, each in its place. */
  void merge(EvidenceTail other) {
    events.addAll(other.events);
    events.sort((a, b) -> Event.compare(a.eventTime(), a.eventId(), b.eventTime(), b.eventId()));
    events.subList(0, Math.max(0, events.size() - Evidence.LIMIT)).clear();
  }

  List<Evidence> toList() {
    return List.copyOf(events);
  }

  void write(StateWriter out) {
    out.evidence(events);
  }

  void read(StateReader in) {
    events.addAll(in.evidenceList());
  }
}
