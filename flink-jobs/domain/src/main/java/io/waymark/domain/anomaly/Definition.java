package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a measure is out of line, and how bad that is. */
sealed interface Definition
    permits BurnRate,
        CapacityGap,
        Deviation,
        HarmGuardrail,
        LevelBreach,
        Silence,
        SurveyDrop,
        Threshold,
        Unattended {

  AnomalyPattern pattern();

  Measure measure();

  /** What one window says. */
  Verdict judge(Window window);

  default Severity severity() {
    return pattern().severity();
  }

  /** Tells it from others; stored. */
  default String id() {
    return pattern().code() + "/" + measure().id();
  }

  /** See {@link Anomaly#subject}. */
  default @Nullable String subject() {
    return null;
  }

  /** How many of the last three windows have to be out of line. */
  default int windows() {
    return 2;
  }

  /** What decides while there is too little history; null if that is no figure. */
  default @Nullable Double threshold() {
    return null;
  }

  /** Sums that it needs to have. */
  default List<Trail.Spec> trails() {
    return List.of();
  }
}
