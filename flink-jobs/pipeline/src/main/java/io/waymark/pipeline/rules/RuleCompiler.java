package io.waymark.pipeline.rules;

import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Rule;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Makes rules, and the journey model beneath them, of published documents. */
@FunctionalInterface
public interface RuleCompiler extends Serializable {
  /**
   * Compiles one document.
   *
   * @throws IllegalArgumentException if it can't be understood; the version at work is kept then
   */
  Rule compile(RuleDocument document);

  /**
   * What journeys are.
   *
   * @param published the document of it; null if none is published
   * @return null if no journeys are kept
   * @throws IllegalArgumentException if it can't be understood; the one at work is kept then
   */
  default @Nullable JourneyModel journey(@Nullable RuleDocument published) {
    return null;
  }
}
