package io.waymark.domain.rule;

/** Outcome of an expression in CEL's three-valued logic. Only {@link #TRUE} matches. */
public enum Truth {
  TRUE,
  FALSE,
  /** A missing attribute, an ordering of unlike kinds, ...; does not match and is counted. */
  ERROR;

  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
