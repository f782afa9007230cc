package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.InterventionNews.What;
import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.experiment.Proportion;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of a rule's interventions, window by window; who was treated and who was
 * harmed since the beginning. Bounded: windows that are not over, of a day at most, of 64 bytes
 * each. Changed in place.
 */
public final class InterventionTally {
  private static final int VERSION = 1;
  private static final int KINDS = What.values().length;
  private static final long MOST_AHEAD = 24 * BusinessCalendar.HOUR;

  private final TreeMap<Long, long[]> windows = new TreeMap<>();
  private final long[] soFar = new long[KINDS];

  /**
   * Counts.
   *
   * @param now event time; what is of a window that is over counts in the present one
   * @return end of the window that it counts in
   */
  public long take(InterventionNews news, long now) {
    long at = now == Long.MIN_VALUE ? news.at() : Math.max(news.at(), now);
    if (now != Long.MIN_VALUE) {
      at = Math.min(at, now + MOST_AHEAD);
    }
    long start = Math.floorDiv(at, Window.LENGTH) * Window.LENGTH;
    windows.computeIfAbsent(start, none -> new long[KINDS])[news.what().ordinal()] += news.more();
    return start + Window.LENGTH;
  }

  /** What was counted in the window that ends then; null if nothing was. */
  public @Nullable InterventionCounts over(String rule, long end) {
    long[] counts = windows.remove(end - Window.LENGTH);
    if (counts == null) {
      return null;
    }
    for (int kind = 0; kind < KINDS; kind++) {
      soFar[kind] += counts[kind];
    }
    return new InterventionCounts(
        rule,
        end - Window.LENGTH,
        end,
        of(counts, What.UNDELIVERED, What.DELIVERED),
        of(counts, What.HELD_BACK, What.LET_GO),
        among(What.TREATED_HARMED, What.TREATED),
        among(What.HELD_OUT_HARMED, What.HELD_OUT));
  }

  private static Proportion of(long[] counts, What bad, What good) {
    long hits = counts[bad.ordinal()];
    return new Proportion(hits, hits + counts[good.ordinal()]);
  }

  private Proportion among(What hit, What all) {
    // Repeats, and a harm that is told before the one it happened to.
    long n = Math.max(0, soFar[all.ordinal()]);
    return new Proportion(Math.min(n, Math.max(0, soFar[hit.ordinal()])), n);
  }

  /** As it is stored. */
  public byte[] toBytes() {
    StateWriter out = StateWriter.of(VERSION, 0, 64);
    for (long count : soFar) {
      out.number(count);
    }
    out.count(windows.size());
    for (Map.Entry<Long, long[]> window : windows.entrySet()) {
      out.number(window.getKey());
      for (long count : window.getValue()) {
        out.number(count);
      }
    }
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static InterventionTally of(byte @Nullable [] stored) {
    InterventionTally tally = new InterventionTally();
    if (stored == null) {
      return tally;
    }
    StoredVersion.check(stored, VERSION);
    StateReader in = StateReader.of(stored);
    for (int kind = 0; kind < KINDS; kind++) {
      tally.soFar[kind] = in.number();
    }
    for (int left = in.count(); left > 0; left--) {
      long[] counts = new long[KINDS];
      tally.windows.put(in.number(), counts);
      for (int kind = 0; kind < KINDS; kind++) {
        counts[kind] = in.number();
      }
    }
    return tally;
  }
}
