package io.waymark.domain.intervention;

import java.io.Serializable;

/**
 * When a customer has other worries. What is not told to have ended has ended after this time, in
 * milliseconds; 0 is at once.
 *
 * @param complaint for an open complaint
 * @param contact for a conversation that is going on
 */
public record DoNotDisturb(Scope scope, long complaint, long contact) implements Serializable {
  private static final long serialVersionUID = 1L;
}
