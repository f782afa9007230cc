package io.waymark.domain.alert;

import org.jspecify.annotations.Nullable;

/**
 * A fire that has not been resolved.
 *
 * @param customer hash of the customer
 * @param escalatesUntil until when it can become worse by itself
 * @param cart what the customer's cart was worth when it fired; null if unknown
 */
public record OpenFire(
    String signalId, long customer, long escalatesUntil, @Nullable CartValue cart) {}
