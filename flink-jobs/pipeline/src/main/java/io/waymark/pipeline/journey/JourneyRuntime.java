package io.waymark.pipeline.journey;

import io.waymark.domain.friction.Limits;
import io.waymark.pipeline.rules.RuleSource;
import java.io.Serializable;

/**
 * What the journey operators are given from outside.
 *
 * @param rules where the rules come from
 * @param limits bounds of a customer's state
 * @param screening who is no customer
 */
public record JourneyRuntime(
    RuleSource rules, Limits limits, JourneySettings settings, Screening screening)
    implements Serializable {}
