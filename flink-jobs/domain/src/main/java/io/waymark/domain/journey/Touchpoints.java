package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer did last. Kept as bytes, since it is looked at far less often than added to: each
 * entry with its length in front.
 */
final class Touchpoints {
  /** Most characters of a text that are kept. */
  private static final int LONGEST = 100;

  /** Bytes of an entry with its length, mostly. */
  private static final int ENTRY = 64;

  private byte[] bytes = {};
  private int count;

  void add(Event event, int most) {
    add(
        new Touchpoint(
            cut(event.type()),
            event.time(),
            cutOrNull(event.channel()),
            cutOrNull(event.touchpoint())),
        most);
  }

  private static @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(
            0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
  }

  private void add(Touchpoint touchpoint, int most) {
    if (most == 0) {
      return;
    }
    StateWriter out = StateWriter.ofPart(bytes.length + ENTRY);
    StateReader oldest = StateReader.ofPart(bytes);
    while (count >= most) {
      oldest.rawBytes();
      count--;
    }
    out.copy(bytes, bytes.length - oldest.left(), bytes.length);
    StateWriter entry = StateWriter.ofPart(ENTRY);
    entry.string(touchpoint.eventType());
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
      all.add(new Touchpoint(entry.requiredString(), entry.time(), entry.string(), entry.string()));
    }
    return all;
  }

  void merge(Touchpoints other, int most) {
    List<Touchpoint> both = new ArrayList<>(all());
    both.addAll(other.all());
    both.sort(Comparator.comparingLong(Touchpoint::eventTime));
    bytes = new byte[0];
    count = 0;
    both.subList(Math.max(0, both.size() - most), both.size()).forEach(one -> add(one, most));
  }

  /** Gives them all up; answers whether there were any. */
  boolean forget() {
    boolean any = count > 0;
    bytes = new byte[0];
    count = 0;
    return any;
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
