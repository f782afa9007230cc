package io.waymark.domain.rule;

/** What a rule's signals lead to. */
public enum Mode {
  /** Signals lead to alerts and triggers. */
  LIVE,
  /** Signals are emitted, marked, and lead to nothing. */
  SHADOW,
  /** The rule is not evaluated. */
  DISABLED
}
