package io.waymark.domain.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fired signal asks marketing or service systems to do.
 *
 * @param usefulFor milliseconds after {@code occurred_at} in which it still makes sense
 * @param holdout share of customers kept without it for comparison, 0..1; never for safety or legal
 * @param goals types of the events by which it has helped; if empty, that its signal is resolved
 * @param outcomeWithin milliseconds after the assignment in which that counts
 */
public record Intervention(
    String action,
    @Nullable String channel,
    Purpose purpose,
    long usefulFor,
    int priority,
    double holdout,
    List<String> goals,
    long outcomeWithin) {

  /** What the customer has to have agreed to. */
  public enum Purpose {
    /** Needs consent. */
    MARKETING,
    /** Part of the service itself; needs none. */
    SERVICE,
    /** Averts harm; needs none, is never held out, and comes at any hour. */
    SAFETY,
    /** Is owed by law; as {@link #SAFETY}. */
    LEGAL;

    /** Whether it is owed to the customer, so that nothing holds it back. */
    public boolean isOwed() {
      return this == SAFETY || this == LEGAL;
    }
  }
}
