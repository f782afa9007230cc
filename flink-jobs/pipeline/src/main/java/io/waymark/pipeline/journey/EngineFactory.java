package io.waymark.pipeline.journey;

import java.io.Serializable;
import java.util.List;

/** Makes an engine of the published rules. */
@FunctionalInterface
public interface EngineFactory extends Serializable {
  /**
   * Compiles a catalogue.
   *
   * @throws IllegalArgumentException if a document can't be understood; the engine at work is kept
   *     then
   */
  JourneyEngine compile(List<RuleDocument> documents);
}
