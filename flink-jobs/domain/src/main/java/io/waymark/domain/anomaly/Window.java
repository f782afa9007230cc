package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import org.jspecify.annotations.Nullable;

/** What a definition may look at: a place in one window, and what is known of it from before. */
interface Window {
  /** Milliseconds that each takes. */
  long LENGTH = 300_000;

  /** Exclusive. */
  long end();

  /** End of the window that the figure of that measure is of, see {@link Maturity}. */
  long end(Measure measure);

  /** Whether there is a queue in which nobody waits. */
  default boolean isQueueEmpty() {
    Sums waiting = figure(Measure.IN_QUEUE);
    return waiting != null && waiting.value() == 0;
  }

  /**
   * The figure; null if it is not defined. A count that is not told is 0 where it was told before.
   */
  @Nullable Sums figure(Measure measure);

  /** The figure of this very window as far as it is known; null if it is not defined. */
  @Nullable Sums fresh(Measure measure);

  Baseline baseline(Measure measure);

  /** The share of about the last day; not a number if too little is known. */
  double level(Measure measure);

  Trail trail(Trail.Spec spec);
}
