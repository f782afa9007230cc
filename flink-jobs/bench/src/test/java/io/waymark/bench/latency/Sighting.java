package io.waymark.bench.latency;

/**
 * A signal was seen.
 *
 * @param completedBy number of the event that made it come true
 * @param seenAt epoch milliseconds
 */
record Sighting(int completedBy, long seenAt) {}
