package io.waymark.domain.anomaly;

/**
 * One hour in brief.
 *
 * @param hour by local clocks, counted since 1970
 * @param centre median of its windows; of a share the share of the hour
 * @param spread median absolute deviation of its windows
 */
record HourSummary(long hour, float centre, float spread) {}
