package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import java.io.Serializable;
import java.util.List;

/** Makes an engine of the published rules. */
@FunctionalInterface
public interface EngineFactory extends Serializable {
  /**
   * Compiles a catalogue.
   *
   * @throws IllegalArgumentException if it can't be used, with every reason in its message; the
   *     catalogue in force is kept then
   */
  FrictionEngine compile(List<RuleDocument> documents);
}
