package io.waymark.pipeline.wire;

/**
 * What was read and told nothing that happened to a customer: it is counted and goes no further.
 */
public record Filtered(long origin) implements Arrival {}
