package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a customer did last. Kept as bytes, since it is looked at far less often than added to: each
 * entry with its length in front.
 */
final class Touchpoints {
  private byte[] bytes = {};
  private int count;

  void add(Event event, int most) {
    add(
        new Touchpoint(event.id(), event.type(), event.time(), event.channel(), event.touchpoint()),
        most);
  }

  private void add(Touchpoint touchpoint, int most) {
    if (most == 0) {
      return;
    }
    StateWriter out = StateWriter.ofPart();
    StateReader oldest = StateReader.ofPart(bytes);
    while (count >= most) {
      oldest.rawBytes();
      count--;
    }
    out.copy(bytes, bytes.length - oldest.left(), bytes.length);
    StateWriter entry = StateWriter.ofPart();
    entry.raw(touchpoint.eventId());
    entry.raw(touchpoint.eventType());
    entry.time(touchpoint.eventTime());
    entry.string(touchpoint.channel());
    entry.string(touchpoint.touchpoint());
    out.raw(entry.toPart());
    bytes = out.toPart();
    count++;
  }

  /** Oldest first. */
  List<Touchpoint> all() {
    List<Touchpoint> all = new ArrayList<>(count);
    StateReader in = StateReader.ofPart(bytes);
    while (in.left() > 0) {
      StateReader entry = StateReader.ofPart(in.rawBytes());
      all.add(
          new Touchpoint(entry.raw(), entry.raw(), entry.time(), entry.string(), entry.string()));
    }
    return all;
  }

  void merge(Touchpoints other, int most) {
    List<Touchpoint> both = new ArrayList<>(all());
    both.addAll(other.all());
    both.sort(Comparator.comparingLong(Touchpoint::eventTime).thenComparing(Touchpoint::eventId));
    bytes = new byte[0];
    count = 0;
    both.subList(Math.max(0, both.size() - most), both.size()).forEach(one -> add(one, most));
  }

  void write(StateWriter out) {
    out.count(count);
    out.raw(bytes);
  }

  void read(StateReader in) {
    count = in.count();
    bytes = in.rawBytes();
  }
}
