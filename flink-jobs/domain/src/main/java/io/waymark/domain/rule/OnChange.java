package io.waymark.domain.rule;

/** What becomes of that which older versions of a rule have open when this version takes effect. */
public enum OnChange {
  /**
   * It is finished under the version that opened it; only what begins from then on is new. What an
   * absence with {@code clock: last} has open ends without a signal where its start comes again.
   */
  FINISH,
  /**
   * It ends without a signal and is judged anew: the event that opened it counts for this version
   * as one that comes late, and opens if its deadline is still ahead.
   */
  RESTART,
  /** It ends without a signal, and what opened it opens nothing any more. */
  DROP
}
