package io.waymark.domain.experiment;

/** A figure and where it lies. */
public record Estimate(double value, Interval interval) {}
