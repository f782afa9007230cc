package io.waymark.pipeline.journey;

/**
 * A record that is no usable event.
 *
 * @param topic where it was read; for a file its path
 * @param partition of the topic; for a file the number of the input
 * @param offset in the partition; for a file the number of the line
 * @param time when the source received it, in milliseconds since the epoch
 * @param reason what is wrong with it, for people
 * @param payload the original bytes
 */
public record DeadLetter(
    String topic, int partition, long offset, long time, String reason, byte[] payload)
    implements Arrival {}
