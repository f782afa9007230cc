package io.waymark.pipeline.journey;

import java.io.Serializable;

/**
 * What the journey operators are given from outside.
 *
 * @param engines makes an engine of the published rules
 * @param bootstrap reads the rules at a fresh start
 */
public record JourneyRuntime(
    EngineFactory engines, RuleBootstrap bootstrap, JourneySettings settings)
    implements Serializable {}
