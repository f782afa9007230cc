package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import java.io.Serializable;

/** Reads the event inside an envelope. */
@FunctionalInterface
public interface EventDecoder extends Serializable {
  /**
   * The event in an {@link Envelope#body}, with its time and customer as they are there.
   *
   * @throws IllegalStateException if it is not one: the source lets nothing else through, so that
   *     is a bug
   */
  Event decode(byte[] body);
}
