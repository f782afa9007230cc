package io.waymark.domain.rule;

import org.jspecify.annotations.Nullable;

/**
 * What a fired signal asks marketing or service systems to do.
 *
 * @param usefulFor milliseconds after {@code occurred_at} in which it still makes sense
 * @param holdout share of customers kept without it for comparison, 0..1
 */
public record Intervention(
    String action,
    @Nullable String channel,
    Purpose purpose,
    long usefulFor,
    int priority,
    double holdout) {

  /** What the customer has to have agreed to. */
  public enum Purpose {
    /** Needs consent. */
    MARKETING,
    /** Part of the service itself; needs none. */
    SERVICE
  }
}
