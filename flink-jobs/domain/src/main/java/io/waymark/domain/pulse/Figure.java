package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/**
 * What a measure reads in one place and window.
 *
 * @param value null where it is not defined, which is not zero
 * @param numerator of a share or a mean: groups are summed by it, never averaged; null of others
 * @param denominator of a share or a mean
 * @param n how many it is made from
 */
public record Figure(
    Measure measure,
    @Nullable Double value,
    @Nullable Double numerator,
    @Nullable Double denominator,
    long n) {}
