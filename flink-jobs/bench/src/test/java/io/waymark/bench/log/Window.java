package io.waymark.bench.log;

/**
 * When something that goes on for ever is measured.
 *
 * @param warmUpMillis from its first event on, not measured
 * @param millis measured after that
 */
public record Window(long warmUpMillis, long millis) {}
