package io.waymark.pipeline.wire;

/** Why a record could not be taken in. Its {@link #code} is what dead letters carry. */
public enum RejectReason {
  /** The bytes are not what the format says they should be. */
  UNDECODABLE,
  /** The schema fingerprint is none that was ever released. */
  UNKNOWN_SCHEMA,
  /** The record is larger than the bound. */
  OVERSIZE,
  /** {@code event_id} is missing or empty. */
  NO_ID,
  /** {@code event_type} is missing or empty. */
  NO_TYPE,
  /** Neither {@code customer_id} nor {@code anonymous_id} says anything. */
  NO_CUSTOMER,
  /** {@code event_time} is missing or cannot be read as a time. */
  NO_TIME,
  /** {@code event_time} cannot be true: before 2000, after 2099 or far in the future. */
  TIME_OUT_OF_BOUNDS,
  /** {@code customer_id} begins as the names of unknown customers do. */
  RESERVED_CUSTOMER;

  /** The name on the wire: lower case. */
  public String code() {
    return Words.of(this);
  }
}
