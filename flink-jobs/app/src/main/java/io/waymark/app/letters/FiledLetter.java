package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letters topic.
 *
 * @param partition of the dead-letters topic, as is {@code offset}
 * @param filedAt its Kafka time in milliseconds: when the record became a dead letter
 * @param letter null if this release can't read it
 */
public record FiledLetter(int partition, long offset, long filedAt, @Nullable DeadLetter letter) {}
