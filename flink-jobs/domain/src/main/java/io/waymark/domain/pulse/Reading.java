package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/** What is read off one thing that happened. */
public sealed interface Reading {

  /** Adds to a sum. */
  record Sum(Tally tally) implements Reading {}

  /** One value of a distribution. It can be added only. */
  record Sample(Quantity quantity, double value) implements Reading {}

  /** One of a crowd was here, for the first time or once more. It can be added only. */
  record Seen(Crowd crowd, long hash) implements Reading {}

  /** Somebody waits, since then, until that is taken back. */
  record Waiting(long since) implements Reading {}

  /** A journey stands in a stage until that is taken back. */
  record Standing(String stage) implements Reading {}

  /**
   * A journey went on.
   *
   * @param from null where it began
   * @param to null where it ended
   * @param spentMillis in {@code from}
   */
  record Moved(@Nullable String from, @Nullable String to, @Nullable Long spentMillis)
      implements Reading {}
}
