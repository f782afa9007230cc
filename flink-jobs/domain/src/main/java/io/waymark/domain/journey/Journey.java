package io.waymark.domain.journey;

import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands: what expressions see as {@code journey} and signals carry along. What is
 * not known is null, and missing to an expression.
 *
 * @param stage stage of the journey model
 * @param effort 0 (none) to 100
 * @param emotion -1 (bad) to 1 (good)
 * @param frustration points in this session
 */
public record Journey(
    @Nullable String stage,
    @Nullable Double effort,
    @Nullable Double emotion,
    @Nullable Double frustration) {

  public static final Journey UNKNOWN = new Journey(null, null, null, null);
}
