package io.waymark.domain.pulse;

/** Of what the distinct ones are counted. */
public enum Crowd {
  /** Customers, or devices of unknown ones. */
  CUSTOMERS,
  SESSIONS,
  /** Sessions in which something frustrating happened here. */
  FRUSTRATED_SESSIONS
}
