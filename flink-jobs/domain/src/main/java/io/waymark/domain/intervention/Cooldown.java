package io.waymark.domain.intervention;

import java.io.Serializable;

/**
 * How long a customer is left alone with the same thing, in milliseconds; 0 is not at all.
 *
 * @param rule between two interventions of one rule
 * @param action between two of one action, whichever rule asks for it
 */
public record Cooldown(Scope scope, long rule, long action) implements Serializable {
  private static final long serialVersionUID = 1L;

  long longest() {
    return Math.max(rule, action);
  }
}
