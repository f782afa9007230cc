package io.waymark.domain.experiment;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * All that is remembered of one customer. Immutable.
 *
 * @param windows those that are open, in the order of their opening
 * @param counted experiments in which the customer has counted, oldest first
 * @param goals of the last 30 days, oldest first
 */
public record OutcomeState(
    List<OutcomeWindow> windows, List<Counted> counted, List<PastGoal> goals) {

  /** What {@link #wakeAt} answers when there is nothing that ends. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A customer never seen before. */
  public static final OutcomeState EMPTY = new OutcomeState(List.of(), List.of(), List.of());

  public OutcomeState {
    windows = List.copyOf(windows);
    counted = List.copyOf(counted);
    goals = List.copyOf(goals);
  }

  /**
   * An experiment in which the customer does not count again.
   *
   * @param until when that is forgotten
   */
  public record Counted(String experiment, int ruleVersion, long until) {}

  /** A goal that was reached, and what it was worth. */
  public record PastGoal(String factId, long time, double value) {}

  /** Whether there is nothing to keep. */
  public boolean isEmpty() {
    return windows.isEmpty() && counted.isEmpty() && goals.isEmpty();
  }

  /** How many entries there are. */
  public int size() {
    return windows.size() + counted.size() + goals.size();
  }

  /** When {@link OutcomePolicy#expire} has something to do, or {@link #NEVER}. */
  public long wakeAt() {
    return Stream.of(
            windows.stream().mapToLong(OutcomeWindow::endsAt),
            counted.stream().mapToLong(Counted::until),
            goals.stream().mapToLong(goal -> goal.time() + OutcomePolicy.HISTORY))
        .flatMapToLong(LongStream::sequential)
        .min()
        .orElse(NEVER);
  }

  boolean hasCounted(Enrolment in) {
    return counted.stream()
        .anyMatch(
            c -> c.experiment().equals(in.experiment()) && c.ruleVersion() == in.ruleVersion());
  }
}
