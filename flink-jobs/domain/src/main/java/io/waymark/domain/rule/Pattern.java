package io.waymark.domain.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen for a rule to fire. All spans are milliseconds of event time; all windows are
 * inclusive.
 *
 * <p>These are definitions only; the evaluation is in {@code io.waymark.domain.pattern}.
 */
public sealed interface Pattern {

  /** Fires at each matching event. */
  record OnEvent(Selector of) implements Pattern {}

  /**
   * Fires when enough matching events lie within a window, once per burst.
   *
   * @param atLeast the number (or, with {@code sum}, the sum) to reach
   * @param within length of the window
   * @param distinct counts distinct values of this attribute, {@code channel}, {@code touchpoint}
   *     or {@code session_id}
   * @param sum adds this attribute up instead of counting; never together with {@code distinct}
   * @param again fires again within a burst after this span
   */
  record Count(
      Selector of,
      double atLeast,
      long within,
      @Nullable String distinct,
      @Nullable String sum,
      @Nullable Long again)
      implements Pattern {

    /** How much of a window is kept at most: no higher number is ever reached. */
    public static final int MOST = 1_000;
  }

  /** Fires when the steps happen in this order within a span; see {@link Step}. */
  record Sequence(List<Step> steps, long within) implements Pattern {}

  /**
   * Fires when something that should follow does not.
   *
   * @param after what opens: an {@link OnEvent}, a {@link Count} or a {@link Sequence}
   * @param of what closes in time
   * @param within span from the opening event to the deadline; null if {@code until} is given
   * @param until attribute of the opening event that holds the deadline
   * @param plus added to the deadline of {@code until}
   * @param clock which opening event the deadline is counted from while it is open
   */
  record Absence(
      Pattern after,
      Selector of,
      @Nullable Long within,
      @Nullable String until,
      long plus,
      Clock clock)
      implements Pattern {}

  /**
   * Fires, and escalates, while something that has started does not end.
   *
   * @param levels at least one, strictly rising
   */
  record Wait(Selector start, Selector end, List<Level> levels) implements Pattern {}

  /**
   * Fires when points that decay over time add up.
   *
   * @param halfLife span in which the score halves; null for no decay
   * @param rearmBelow after a fire the score has to fall below this before it fires again
   */
  record Score(List<Points> add, @Nullable Long halfLife, double atLeast, double rearmBelow)
      implements Pattern {}

  /**
   * A step of a sequence: an event that has to come, {@code times} in a row, or with {@code none}
   * may not.
   */
  record Step(Selector of, int times, boolean none) {
    public static Step of(Selector of) {
      return new Step(of, 1, false);
    }

    public static Step none(Selector of) {
      return new Step(of, 1, true);
    }
  }

  /** A level of a wait, {@code after} milliseconds from its start. */
  record Level(long after, Severity severity) {}

  /** Points for an event. */
  record Points(Selector of, double points) {}

  /** Which opening event counts while an absence is open. */
  enum Clock {
    /** A further one moves the deadline. */
    LAST,
    /** A further one is ignored. */
    FIRST
  }
}
