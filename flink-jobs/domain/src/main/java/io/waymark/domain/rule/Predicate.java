package io.waymark.domain.rule;

import java.util.Set;

/**
 * A compiled {@code where} expression. Immutable and safe for use by several threads; evaluation is
 * pure and bounded.
 */
public interface Predicate {

  Truth test(Scope scope);

  /** The expression as written. */
  String text();

  /** What it reads of the event of the step before. */
  PreviousUse previousUse();

  /**
   * What an expression reads of {@code prev}, so that no more of that event has to be kept.
   *
   * @param used whether it reads {@code prev} at all
   * @param everything whether attributes are chosen while it runs, so that all have to be kept
   * @param attributes the attributes it reads otherwise; the other fields are always kept
   */
  record PreviousUse(boolean used, boolean everything, Set<String> attributes) {
    public static final PreviousUse NONE = new PreviousUse(false, false, Set.of());
  }
}
