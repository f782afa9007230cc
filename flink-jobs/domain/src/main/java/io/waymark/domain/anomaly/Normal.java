package io.waymark.domain.anomaly;

/**
 * What a figure is normally, at a place and hour of the week.
 *
 * @param low least that is not out of line
 * @param high most that is not out of line
 * @param weeks of history behind it; 0: a static threshold
 */
public record Normal(double expected, double low, double high, int weeks) {}
