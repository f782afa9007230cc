package io.waymark.domain.pulse;

import java.util.List;

/**
 * The figures of one place in one window. Times are milliseconds since the epoch of event time.
 *
 * @param start inclusive
 * @param end exclusive
 * @param last whether event time has passed the end; only what comes late changes it after that
 * @param at event time up to which it holds
 */
public record Pulse(
    Place place, long start, long end, boolean last, long at, List<Figure> figures) {}
