package io.waymark.domain.alert;

import io.waymark.domain.pulse.Measure;

/**
 * A figure that is out of line.
 *
 * @param reading what the figure is
 * @param expected what is normal there at this hour
 */
public record Deviation(Measure measure, double reading, double expected) {}
