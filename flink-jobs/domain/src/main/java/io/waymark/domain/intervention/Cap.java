package io.waymark.domain.intervention;

import java.io.Serializable;

/**
 * How many interventions a customer gets at most.
 *
 * @param scope those that count, and are held back
 * @param per what is counted apart
 */
public record Cap(Scope scope, Per per, int atMost, Period period) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is counted apart. */
  public enum Per {
    /** Nothing: all together. */
    CUSTOMER,
    CHANNEL,
    RULE
  }
}
