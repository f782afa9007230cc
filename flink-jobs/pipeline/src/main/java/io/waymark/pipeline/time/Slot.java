package io.waymark.pipeline.time;

/**
 * Where an element waits.
 *
 * @param time that it waits for, epoch milliseconds
 * @param place among those of that time
 */
record Slot(long time, int place) {}
