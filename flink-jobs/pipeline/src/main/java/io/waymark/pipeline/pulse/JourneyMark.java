package io.waymark.pipeline.pulse;

import org.jspecify.annotations.Nullable;

/**
 * How far a journey has been measured.
 *
 * @param journeyId null before its first stage
 * @param stage that it stands in; null before the first, and after its end
 * @param enteredAt when; of no meaning without a stage
 * @param measuredTo touchpoints up to that time have been measured
 */
record JourneyMark(
    @Nullable String journeyId, @Nullable String stage, long enteredAt, long measuredTo) {}
