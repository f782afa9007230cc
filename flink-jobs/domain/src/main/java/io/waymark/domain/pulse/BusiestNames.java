package io.waymark.domain.pulse;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of many names have figures of their own: the busiest, so many at most; all others are one
 * together. While there is room whoever comes first has its own; after that a name has to be twice
 * as busy as the least busy of those to take its place. Traffic counts half as much after a day.
 *
 * <p>Remembers twice as many names as have their own figures, and some 20 bytes with each; what it
 * does costs a look at all of them where a name is not known, else a look-up. Is changed in place.
 */
public final class BusiestNames {
  private static final int VERSION = 1;
  private static final double HALF_LIFE = Duration.ofDays(1).toMillis();
  private static final double BUSIER = 2;

  /** So often a name has to be met before it can take the place of another. */
  private static final double LEAST = 10;

  /** As long as anybody can wait: whoever has begun to wait under a name stops waiting under it. */
  private static final long HELD = ContactLeg.LONGEST.toMillis();

  private final int most;

  /** Those that were met last come last. */
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private int own;
  private long latest;

  private static final class Entry {
    private boolean own;
    private double traffic;
    private long at;
    private long heldUntil = Long.MIN_VALUE;

    private double traffic(long now) {
      return traffic * Math.pow(0.5, Math.max(0, now - at) / HALF_LIFE);
    }

    private void add(double more, long now) {
      traffic = traffic(now) + more;
      at = Math.max(at, now);
    }
  }

  /**
   * None is known.
   *
   * @param most names that have figures of their own
   */
  public BusiestNames(int most) {
    this.most = most;
  }

  /** What became of a name. */
  public enum Place {
    OWN,
    /** Its figures are part of those of all others. */
    SHARED,
    /** From now on; and another one has lost them, if there was no room. */
    NEWLY_OWN
  }

  /**
   * Under which it is to be counted.
   *
   * @param traffic how often the name was met
   * @param time of that
   * @param holds whether something began or ended there that has both: it must keep its place
   */
  public Place meet(String name, double traffic, long time, boolean holds) {
    latest = Math.max(latest, time);
    Entry known = entries.get(name);
    Entry entry = known == null ? enter(name) : known;
    entry.add(traffic, latest);
    if (holds) {
      entry.heldUntil = latest + HELD;
    }
    if (entry.own) {
      return known == null ? Place.NEWLY_OWN : Place.OWN;
    }
    return takesPlace(entry) ? Place.NEWLY_OWN : Place.SHARED;
  }

  private Entry enter(String name) {
    if (entries.size() >= 2 * most) {
      String least = least(false);
      if (least != null) {
        entries.remove(least);
      }
    }
    Entry entry = new Entry();
    entry.at = latest;
    entry.own = own < most;
    own += entry.own ? 1 : 0;
    entries.put(name, entry);
    return entry;
  }

  private boolean takesPlace(Entry entry) {
    String name = entry.traffic < LEAST ? null : least(true);
    Entry least = name == null ? null : entries.get(name);
    if (least == null || entry.traffic < BUSIER * least.traffic(latest)) {
      return false;
    }
    least.own = false;
    entry.own = true;
    return true;
  }

  /** The least busy of either kind that may go, of equals who was met long ago; null if none is. */
  private @Nullable String least(boolean ofOwn) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().own == ofOwn)
        .filter(entry -> !ofOwn || entry.getValue().heldUntil < latest)
        .min(Comparator.comparingDouble(entry -> entry.getValue().traffic(latest)))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** As it is stored. */
  public byte[] toBytes() {
    StateWriter out = StateWriter.of(VERSION, Math.max(0, latest), 16 + 48 * entries.size());
    out.fixedLong(latest);
    out.count(entries.size());
    entries.forEach(
        (name, entry) -> {
          out.raw(name);
          out.bool(entry.own);
          out.fixed(Float.floatToRawIntBits((float) entry.traffic), Float.BYTES);
          out.fixedLong(entry.at);
          out.fixedLong(entry.heldUntil);
        });
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static BusiestNames of(byte[] bytes, int most) {
    int version = StateReader.versionOf(bytes);
    if (version > VERSION) {
      throw new IllegalStateException(
          "layout " + version + " of a newer release; " + VERSION + " is the newest known");
    }
    StateReader in = StateReader.of(bytes);
    BusiestNames names = new BusiestNames(most);
    names.latest = in.fixedLong();
    for (int left = in.count(); left > 0; left--) {
      String name = in.raw();
      Entry entry = new Entry();
      entry.own = in.bool();
      entry.traffic = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
      entry.at = in.fixedLong();
      entry.heldUntil = in.fixedLong();
      names.own += entry.own ? 1 : 0;
      names.entries.put(name, entry);
    }
    return names;
  }
}
