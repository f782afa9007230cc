package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/**
 * Journeys that went from one stage to another.
 *
 * @param from null where the journey began
 * @param to null where the journey ended
 * @param medianMillis spent in {@code from}; null if that is not known of any
 * @param p90Millis spent in {@code from}
 */
public record Transition(
    @Nullable String from,
    @Nullable String to,
    long journeys,
    @Nullable Long medianMillis,
    @Nullable Long p90Millis) {}
