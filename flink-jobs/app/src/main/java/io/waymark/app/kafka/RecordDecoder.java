package io.waymark.app.kafka;

import java.io.Serializable;

/** Reads from an encoded event the little that must be known to route it. */
@FunctionalInterface
public interface RecordDecoder extends Serializable {

  /** Never throws for bad input; what can't be read is {@link Dead}. */
  Decoded decode(byte[] value);

  /** What a record's value is. */
  sealed interface Decoded permits Routed, Dead {}

  /**
   * An event.
   *
   * @param customer the customer id, or {@code anon:} and the anonymous id
   * @param identified whether {@code customer} is a customer id
   * @param eventTime its own time in milliseconds since the epoch
   * @param body the interaction in the current schema
   */
  record Routed(String customer, boolean identified, long eventTime, byte[] body)
      implements Decoded {}

  /** No event: a reason code and what was found, for people. */
  record Dead(String reason, String detail) implements Decoded {}
}
