package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.StrandKey;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a strand that it is part of, where it waits for its time. Nobody changes
 * its body, which those of other strands may share.
 *
 * @param body the interaction in the current schema, without a header; its customer goes by a
 *     pseudonym
 * @param time of the event
 * @param persona of the customer; null if that is not known
 */
record RoutedTouch(StrandKey key, long time, byte[] body, @Nullable String persona) {
  /** A text that no other strand has. */
  String strand() {
    return key.kind().name() + ":" + key.id();
  }
}
