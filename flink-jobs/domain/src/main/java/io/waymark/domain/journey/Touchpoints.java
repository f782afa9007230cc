package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a customer did last. Looked at far less often than added to, so that what was stored stays
 * the bytes it is. People do the same things over and over: types, channels and touchpoints are
 * stored once, in front, and each entry is a handful of bytes that refer to them.
 */
final class Touchpoints {
  /** Most characters of a text that are kept. */
  private static final int LONGEST = 100;

  /**
   * Names that come before those no longer used are looked for, beside half as many as are used.
   */
  private static final int ROOM = 8;

  /** Stands for a channel or touchpoint that is not there; names are counted from 1. */
  private static final int NONE = 0;

  private @Nullable StateReader stored;

  /** What came after that. */
  private List<Touchpoint> added = List.of();

  /** Adds one to the last so many. */
  void add(Event event, int most) {
    if (most == 0) {
      return;
    }
    if (added.isEmpty()) {
      added = new ArrayList<>(4);
    } else if (added.size() == 2 * most) {
      added = new ArrayList<>(last(added, most));
    }
    added.add(
        new Touchpoint(
            cut(event.type()),
            event.time(),
            cutOrNull(event.channel()),
            cutOrNull(event.touchpoint())));
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

  /** The last so many, oldest first. */
  List<Touchpoint> all(int most) {
    List<Touchpoint> all = stored == null ? new ArrayList<>() : unpacked(stored.again());
    all.addAll(added);
    return last(all, most);
  }

  private static List<Touchpoint> last(List<Touchpoint> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  void merge(Touchpoints other, int most) {
    List<Touchpoint> both = all(most);
    both.addAll(other.all(most));
    both.sort(Comparator.comparingLong(Touchpoint::eventTime));
    stored = null;
    added = new ArrayList<>(last(both, most));
  }

  /** Gives them all up; answers whether there were any. */
  boolean forget() {
    boolean any = stored != null || !added.isEmpty();
    stored = null;
    added = List.of();
    return any;
  }

  /** Writes the last so many. */
  void write(StateWriter out, int most) {
    StateReader known = stored;
    boolean any = most > 0 && (known != null || !added.isEmpty());
    out.bool(any);
    if (!any) {
      return;
    }
    if (known == null) {
      out.block(block -> writeAll(block, last(added, most)));
    } else if (added.isEmpty()) {
      known.copyBlockTo(out);
    } else {
      out.block(block -> append(known.again(), block, most));
    }
  }

  void read(StateReader in) {
    stored = in.bool() ? in.block() : null;
  }

  // Layout: names and how many there may be; how many entries; times of the one before the first
  // and of the last; of each entry the time since the one before, type, channel, touchpoint.
  // Names are those of touchpoints, and types and channels that are not among the known ones.

  private static List<Touchpoint> unpacked(StateReader in) {
    String[] names = new String[in.count()];
    in.count();
    StateReader texts = in.block();
    for (int i = 0; i < names.length; i++) {
      names[i] = texts.raw();
    }
    int count = in.count();
    List<Touchpoint> all = new ArrayList<>(count);
    long time = in.time();
    in.time();
    for (int left = count; left > 0; left--) {
      time += in.number();
      all.add(
          new Touchpoint(
              Objects.requireNonNull(word(names, in.count())),
              time,
              word(names, in.count()),
              name(names, in.count())));
    }
    return all;
  }

  private static @Nullable String name(String[] names, int reference) {
    if (reference > names.length) {
      throw new IllegalStateException("name " + reference + " of " + names.length);
    }
    return reference == NONE ? null : names[reference - 1];
  }

  /** A type or channel: an odd reference is to a known name. */
  private static @Nullable String word(String[] names, int reference) {
    return reference % 2 == 1 ? KnownNames.name(reference / 2) : name(names, reference / 2);
  }

  private static void writeAll(StateWriter out, List<Touchpoint> all) {
    Names names = new Names();
    int[] references = references(all, names);
    out.count(names.count());
    out.count(names.count() + names.count() / 2 + ROOM);
    out.block(names::writeTo);
    out.count(all.size());
    long time = all.get(0).eventTime();
    out.time(time);
    out.time(all.get(all.size() - 1).eventTime());
    writeEntries(out, time, all, references);
  }

  private static int[] references(List<Touchpoint> of, Names names) {
    int[] references = new int[of.size() * 3];
    Touchpoint before = null;
    for (int i = 0; i < of.size(); i++) {
      Touchpoint one = of.get(i);
      references[3 * i] = names.ofWord(one.eventType());
      // Who does something else does it mostly where they are.
      boolean sameChannel = before != null && Objects.equals(one.channel(), before.channel());
      boolean samePlace = before != null && Objects.equals(one.touchpoint(), before.touchpoint());
      references[3 * i + 1] = sameChannel ? references[3 * i - 2] : names.ofWord(one.channel());
      references[3 * i + 2] = samePlace ? references[3 * i - 1] : names.of(one.touchpoint());
      before = one;
    }
    return references;
  }

  private static void writeEntries(
      StateWriter out, long before, List<Touchpoint> entries, int[] references) {
    long last = before;
    for (int i = 0; i < entries.size(); i++) {
      long time = entries.get(i).eventTime();
      out.number(time - last);
      out.count(references[3 * i]);
      out.count(references[3 * i + 1]);
      out.count(references[3 * i + 2]);
      last = time;
    }
  }

  /** Writes what is in {@code in}, less what is too many, and what was added. */
  private void append(StateReader in, StateWriter out, int most) {
    int known = in.count();
    int mostNames = in.count();
    Names names = new Names(in.block(), known);
    int[] references = references(added, names);
    int count = in.count();
    if (names.count() > mostNames || added.size() >= most) {
      writeAll(out, all(most));
      return;
    }
    out.count(names.count());
    out.count(mostNames);
    out.block(names::writeTo);
    int dropped = Math.max(0, count + added.size() - most);
    out.count(count - dropped + added.size());
    long before = in.time();
    long last = in.time();
    for (int left = dropped; left > 0; left--) {
      before += in.number();
      in.count();
      in.count();
      in.count();
    }
    out.time(before);
    out.time(added.get(added.size() - 1).eventTime());
    in.copyRestTo(out);
    writeEntries(out, last, added, references);
  }

  /** The texts that entries refer to, counted from 1: those stored, and those that are new. */
  private static final class Names {
    private final @Nullable StateReader stored;
    private final int known;
    private List<String> added = List.of();

    Names() {
      this.stored = null;
      this.known = 0;
    }

    Names(StateReader stored, int known) {
      this.stored = stored;
      this.known = known;
    }

    int count() {
      return known + added.size();
    }

    int ofWord(@Nullable String word) {
      int number = word == null ? KnownNames.UNKNOWN : KnownNames.number(word);
      return number == KnownNames.UNKNOWN ? 2 * of(word) : 2 * number + 1;
    }

    int of(@Nullable String name) {
      if (name == null) {
        return NONE;
      }
      int found = stored == null ? -1 : stored.findRaw(name, known);
      if (found >= 0) {
        return found + 1;
      }
      int place = added.indexOf(name);
      if (place >= 0) {
        return known + place + 1;
      }
      if (added.isEmpty()) {
        added = new ArrayList<>(2);
      }
      added.add(name);
      return count();
    }

    void writeTo(StateWriter out) {
      if (stored != null) {
        stored.copyRestTo(out);
      }
      for (int i = 0; i < added.size(); i++) {
        out.raw(added.get(i));
      }
    }
  }
}
