package io.waymark.pipeline.journey;

import org.jspecify.annotations.Nullable;

/**
 * A journey is another one now.
 *
 * @param customer the customer, or {@code anon:} and the anonymous id while unknown
 * @param at event time up to which this holds
 * @param snapshot of the journey, as {@link io.waymark.pipeline.wire.JourneyCodec} writes it; null
 *     if there is none any more
 */
public record JourneyChange(String customer, long at, byte @Nullable [] snapshot) {}
