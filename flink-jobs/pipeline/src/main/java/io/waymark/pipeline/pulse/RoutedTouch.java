package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.StrandKey;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a strand that it is part of. Owns its body; nobody changes it.
 *
 * @param body the interaction in the current schema, without a header
 * @param time of the event, after clamping
 * @param persona of the customer; null if that is not known
 */
record RoutedTouch(StrandKey key, long time, byte[] body, @Nullable String persona) {
  /** A text that no other strand has. */
  String strand() {
    return key.kind().name() + ":" + key.id();
  }
}
