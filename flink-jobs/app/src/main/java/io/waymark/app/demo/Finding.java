package io.waymark.app.demo;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import org.jspecify.annotations.Nullable;

/** Something that came out of the jobs. */
sealed interface Finding {

  /** What a rule has noticed. */
  record Noticed(Signal signal) implements Finding {}

  /**
   * For operations.
   *
   * @param signal what it tells of; null if that could not be found
   */
  record Alerted(Alert alert, @Nullable Signal signal) implements Finding {}

  /** Why a trigger was issued, and why not. */
  record Decided(Decision decision) implements Finding {}

  /** For marketing and service systems. */
  record Triggered(Trigger trigger) implements Finding {}
}
