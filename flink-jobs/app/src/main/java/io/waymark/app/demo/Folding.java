package io.waymark.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps many lines of one kind from drowning the others: of each kind a few are shown, the rest is
 * counted and told of together. Every line is either shown or counted.
 */
final class Folding {
  private static final double MOST_AT_ONCE = 3;
  private static final double MILLIS_PER_LINE = 4_000;
  private static final long TELL_AFTER = Duration.ofSeconds(5).toMillis();

  /** So many lines of a kind were not shown in so many milliseconds. */
  record Folded(String kind, long count, long during) {}

  private static final class Kind {
    private double allowed = MOST_AT_ONCE;
    private long last;
    private long folded;
    private long foldedSince;
  }

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  /**
   * Whether to show a line of this kind; if not, it is counted.
   *
   * @param now milliseconds, never going back
   */
  boolean shows(String kind, long now) {
    Kind known = kinds.computeIfAbsent(kind, any -> new Kind());
    known.allowed = Math.min(MOST_AT_ONCE, known.allowed + (now - known.last) / MILLIS_PER_LINE);
    known.last = now;
    if (known.folded == 0 && known.allowed >= 1) {
      known.allowed--;
      return true;
    }
    if (known.folded++ == 0) {
      known.foldedSince = now;
    }
    return false;
  }

  /** What has been counted long enough to be told. */
  List<Folded> due(long now) {
    return tell(now, TELL_AFTER);
  }

  /** All that has been counted and not told. */
  List<Folded> rest(long now) {
    return tell(now, 0);
  }

  private List<Folded> tell(long now, long after) {
    List<Folded> told = new ArrayList<>();
    kinds.forEach(
        (name, kind) -> {
          if (kind.folded > 0 && now - kind.foldedSince >= after) {
            told.add(new Folded(name, kind.folded, now - kind.foldedSince));
            kind.folded = 0;
          }
        });
    return told;
  }
}
