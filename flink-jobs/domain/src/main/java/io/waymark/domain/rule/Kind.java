package io.waymark.domain.rule;

/** What a rule looks for: trouble, or a moment worth using. */
public enum Kind {
  FRICTION,
  OPPORTUNITY
}
