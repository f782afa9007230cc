package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/**
 * Who waits at some time.
 *
 * @param oldestMillis how long the first of them has been waiting; null if nobody waits
 */
public record Queue(long waiting, @Nullable Long oldestMillis) {}
