package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import org.jspecify.annotations.Nullable;

/** What a definition may look at: a place in one window, and what is known of it from before. */
interface Window {
  /** Milliseconds that each takes. */
  long LENGTH = 300_000;

  /** Exclusive. */
  long end();

  /**
   * The figure; null if it is not defined. A count that is not told is 0 where it was told before.
   */
  @Nullable Sums figure(Measure measure);

  Baseline baseline(Measure measure);

  /** The share of about the last day; not a number if too little is known. */
  double level(Measure measure);

  Trail trail(Trail.Spec spec);
}
