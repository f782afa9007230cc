package io.waymark.domain.friction;

import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What newer versions of a rule mean for an older one.
 *
 * @param from the first time at which one of them is effective: from then on nothing is opened
 * @param endsFrom the first time at which one is effective that does not let older ones finish and
 *     comes into force at all
 * @param ending the version that then ends what is open; the newest if several do
 */
record Superseded(long from, long endsFrom, @Nullable Rule ending) {
  /** There is no newer version. */
  static final Superseded NEVER = new Superseded(Long.MAX_VALUE, Long.MAX_VALUE, null);

  /** What the same and {@code rule}, which is older than all of them, mean for still older ones. */
  Superseded by(Rule rule) {
    // One that is in force from ever on has its change before any event.
    long effective = Math.max(rule.effectiveFrom(), Long.MIN_VALUE + 1);
    // One that a still newer one is before, or comes with, is never in force: it ends nothing.
    boolean ends = rule.onChange() != OnChange.FINISH && effective < from;
    return new Superseded(
        Math.min(from, effective), ends ? effective : endsFrom, ends ? rule : ending);
  }

  boolean endsWhatIsOpen() {
    return ending != null;
  }

  /** The version under which what ended there begins again; null if none does that. */
  @Nullable Rule restarting() {
    return ending != null && ending.onChange() == OnChange.RESTART ? ending : null;
  }
}
