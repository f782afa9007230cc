package io.waymark.domain.rule;

/** How much a signal matters, in rising order. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
