package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which figures are not known yet when their window is over: those that count by when a contact was
 * offered, while it may still wait. They are judged, and learnt, one window later, corrected by
 * what has been told until then; a miss that shows at once needs not wait.
 */
final class Maturity {
  private static final Set<Measure> LATE =
      EnumSet.range(Measure.SERVICE_LEVEL_F1, Measure.SERVICE_LEVEL_GENESYS);

  private Maturity() {}

  static boolean isLate(Measure measure) {
    return LATE.contains(measure);
  }

  static Set<Measure> late() {
    return LATE;
  }
}
