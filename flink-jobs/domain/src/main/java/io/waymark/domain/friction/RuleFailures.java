package io.waymark.domain.friction;

/**
 * Rules that throw where none of them is being evaluated: as what they know of a customer is
 * settled, or cut. Nothing of it is kept, and they are asked nothing more, as if evaluating them
 * had thrown.
 */
final class RuleFailures {
  private final RuleIndex index;
  private final Effects effects;
  private boolean any;

  RuleFailures(RuleIndex index, Effects effects) {
    this.index = index;
    this.effects = effects;
  }

  /**
   * Takes one down, of which the caller forgets what it knows.
   *
   * @throws RuntimeException {@code why}, if it is a cue: what a cue has is the journey's
   */
  void add(CompiledRule rule, Throwable why) {
    RuntimeException thrown = thrown(why);
    if (rule.isCue()) {
      throw thrown;
    }
    effects.failed(rule.rule().id(), rule.rule().version(), thrown);
    index.fail(rule.rule());
    any = true;
  }

  boolean any() {
    return any;
  }

  /** What is handed on of it: an overflow of the stack is this rule's, too. */
  static RuntimeException thrown(Throwable why) {
    return why instanceof RuntimeException thrown
        ? thrown
        : new IllegalStateException("the stack is too small for it", why);
  }
}
