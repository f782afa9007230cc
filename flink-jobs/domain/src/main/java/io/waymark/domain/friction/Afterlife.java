package io.waymark.domain.friction;

import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Segment;
import java.util.List;

/** How long a version of a rule can still change an output after a newer one took over. */
public final class Afterlife {
  /** There is no end to it: an event's attribute may name any deadline. */
  public static final long FOREVER = Long.MAX_VALUE;

  private Afterlife() {}

  /**
   * Milliseconds of event time from the takeover: what has been begun comes to its end, and what is
   * emitted then can be resolved, retracted and held back by.
   */
  public static long of(Rule version) {
    long pending = pending(version.when());
    long cooldown = version.cooldown();
    for (Segment segment : version.segments()) {
      pending = Math.max(pending, pending(segment.when()));
      cooldown = Math.max(cooldown, segment.cooldown());
    }
    return sum(pending, Math.max(version.resolveWithin(), cooldown));
  }

  private static long pending(Pattern pattern) {
    if (pattern instanceof Pattern.Sequence sequence) {
      return sequence.within();
    }
    if (pattern instanceof Pattern.Absence absence) {
      Long within = absence.within();
      return within == null ? FOREVER : sum(pending(absence.after()), within);
    }
    if (pattern instanceof Pattern.Wait wait) {
      List<Level> levels = wait.levels();
      return levels.get(levels.size() - 1).after();
    }
    // Counts and scores begin anew with each version, and single events leave nothing.
    return 0;
  }

  /** Of spans, none of which is negative. */
  private static long sum(long one, long other) {
    return one > FOREVER - other ? FOREVER : one + other;
  }
}
