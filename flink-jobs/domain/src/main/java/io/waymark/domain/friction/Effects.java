package io.waymark.domain.friction;

/** Receives what an evaluation leads to, in the order in which it happened. */
public interface Effects {

  void signal(Signal signal);

  void fact(Fact fact);

  /** Something worth counting happened to a rule; see {@link Occurrence}. */
  default void count(String ruleId, Occurrence occurrence) {}

  /**
   * Evaluating a version of a rule has thrown. Who takes it that way goes on without it: the engine
   * asks it nothing more, of no customer, and has forgotten what it knew of this one, as if it had
   * been disabled; what it has emitted stays. By default that ends the evaluation.
   *
   * @param why never what {@link #signal} or another method here has thrown
   */
  default void failed(String ruleId, int version, RuntimeException why) {
    throw new IllegalStateException("rule " + ruleId + ", version " + version + ", fails", why);
  }

  /** What is counted by rule, because nobody would see it otherwise. */
  enum Occurrence {
    /** An expression ended in an error. */
    EXPRESSION_ERROR,
    /** The deadline of {@code until} was missing or unreadable. */
    UNREADABLE_DEADLINE,
    /** A fire was held back by {@code cooldown}. */
    SUPPRESSED_BY_COOLDOWN,
    /** A fire was held back by {@code only_if}. */
    SUPPRESSED_BY_CONDITION,
    /** State was dropped because a customer had reached a cap. */
    CAPPED
  }
}
