package io.waymark.domain.experiment;

import io.waymark.domain.experiment.OutcomeState.Counted;
import io.waymark.domain.experiment.OutcomeState.PastGoal;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.DerivedId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the outcomes of one customer: (state, input) to (state', outcomes, wakeAt). Inputs are
 * offered in the order of their times.
 *
 * <p>What is randomised is the customer, so a customer counts once in an experiment and version of
 * its rule, with the first assignment, however often the rule fires.
 */
public final class OutcomePolicy {
  /** Before an assignment, from which it is taken what a customer was worth. */
  static final long HISTORY = Duration.ofDays(30).toMillis();

  private static final long COUNTED_FOR = Duration.ofDays(365).toMillis();
  private static final int WINDOW_LIMIT = 32;
  private static final int COUNTED_LIMIT = 128;
  private static final int GOAL_LIMIT = 64;

  /**
   * What an input leads to.
   *
   * @param state what to remember; the same object as before if nothing changed
   */
  public record Step(OutcomeState state, List<Outcome> outcomes) {}

  /** Opens a window if this is the customer's first assignment; else notes what has changed. */
  public Step enrol(OutcomeState state, Enrolment enrolment) {
    List<OutcomeWindow> windows = new ArrayList<>(state.windows());
    for (int i = 0; i < windows.size(); i++) {
      Enrolment first = windows.get(i).enrolment();
      if (windows.get(i).isOf(enrolment)) {
        boolean issued = first.issued() || (enrolment.issued() && enrolment.arm() == first.arm());
        boolean contaminated =
            first.contaminated() || enrolment.contaminated() || enrolment.arm() != first.arm();
        windows.set(i, windows.get(i).under(first.with(issued, contaminated)));
        return new Step(new OutcomeState(windows, state.counted(), state.goals()), List.of());
      }
    }
    if (state.hasCounted(enrolment) || windows.size() >= WINDOW_LIMIT) {
      return new Step(state, List.of());
    }
    OutcomeWindow opened =
        new OutcomeWindow(
            outcomeId(enrolment),
            enrolment,
            valueBefore(state, enrolment.assignedAt()),
            null,
            null,
            0,
            Set.of());
    windows.add(opened);
    return new Step(
        new OutcomeState(windows, state.counted(), state.goals()),
        List.of(opened.outcome(Outcome.Status.OPENED, enrolment.assignedAt())));
  }

  /** Takes a fact into account. */
  public Step take(OutcomeState state, Fact fact) {
    List<Outcome> outcomes = new ArrayList<>();
    List<OutcomeWindow> windows = new ArrayList<>();
    boolean isNew = state.goals().stream().noneMatch(g -> g.factId().equals(fact.factId()));
    boolean isWorth = fact.kind() == Fact.Kind.GOAL_REACHED;
    for (OutcomeWindow window : state.windows()) {
      OutcomeWindow next = window;
      if (window.contains(fact.occurredAt())) {
        if (isNew && window.isWorth(fact)) {
          isWorth = true;
          next = next.worth(value(fact));
        }
        next = touched(reached(next, fact, outcomes), fact, outcomes);
      }
      windows.add(next);
    }
    if (fact.kind() == Fact.Kind.ERASED) {
      windows.forEach(w -> outcomes.add(w.outcome(Outcome.Status.VOID, fact.occurredAt())));
      return new Step(OutcomeState.EMPTY, outcomes);
    }
    if (!(isNew && isWorth) && windows.equals(state.windows())) {
      return new Step(state, List.of());
    }
    List<PastGoal> goals = new ArrayList<>(state.goals());
    if (isNew && isWorth) {
      goals.add(new PastGoal(fact.factId(), fact.occurredAt(), value(fact)));
    }
    return new Step(
        new OutcomeState(windows, state.counted(), newest(goals, GOAL_LIMIT)), outcomes);
  }

  private static OutcomeWindow reached(OutcomeWindow window, Fact fact, List<Outcome> outcomes) {
    String type = fact.eventType();
    if (type == null || window.reachedAt() != null || !window.isGoal(fact)) {
      return window;
    }
    OutcomeWindow reached = window.reached(type, fact.occurredAt());
    outcomes.add(reached.outcome(Outcome.Status.REACHED, fact.occurredAt()));
    return reached;
  }

  private static OutcomeWindow touched(OutcomeWindow window, Fact fact, List<Outcome> outcomes) {
    Guardrail guardrail = Guardrail.of(fact);
    if (guardrail == null || window.touched().contains(guardrail)) {
      return window;
    }
    OutcomeWindow touched = window.touching(guardrail);
    outcomes.add(touched.outcome(guardrail.told(), fact.occurredAt()));
    return touched;
  }

  /** Takes a signal into account: where no goals are named, its resolution is the goal. */
  public Step take(OutcomeState state, Signal signal) {
    if (signal.status() != Signal.Status.RESOLVED) {
      return new Step(state, List.of());
    }
    List<Outcome> outcomes = new ArrayList<>();
    List<OutcomeWindow> windows = new ArrayList<>();
    for (OutcomeWindow window : state.windows()) {
      OutcomeWindow next = window;
      if (window.contains(signal.occurredAt()) && window.isResolvedBy(signal)) {
        next = window.reached(OutcomeWindow.RESOLVED, signal.occurredAt());
        outcomes.add(next.outcome(Outcome.Status.REACHED, signal.occurredAt()));
      }
      windows.add(next);
    }
    return outcomes.isEmpty()
        ? new Step(state, outcomes)
        : new Step(new OutcomeState(windows, state.counted(), state.goals()), outcomes);
  }

  /**
   * What was watched under an anonymous id goes on under the customer who it turned out to be. Of
   * two windows of one experiment the one that was assigned first stays.
   */
  public Step join(OutcomeState state, OutcomeState joining, String customerId, long at) {
    List<Outcome> outcomes = new ArrayList<>();
    List<OutcomeWindow> windows = new ArrayList<>(state.windows());
    for (OutcomeWindow each : joining.windows()) {
      OutcomeWindow joined = each.under(each.enrolment().as(customerId));
      OutcomeWindow own =
          windows.stream().filter(w -> w.isOf(joined.enrolment())).findFirst().orElse(null);
      if (state.hasCounted(joined.enrolment())) {
        outcomes.add(joined.outcome(Outcome.Status.VOID, at));
      } else if (own == null) {
        windows.add(joined);
      } else {
        boolean ownFirst = own.enrolment().assignedAt() <= joined.enrolment().assignedAt();
        OutcomeWindow first = ownFirst ? own : joined;
        OutcomeWindow second = ownFirst ? joined : own;
        windows.set(windows.indexOf(own), united(first, second));
        outcomes.add(second.outcome(Outcome.Status.VOID, at));
      }
    }
    List<Counted> counted = new ArrayList<>(state.counted());
    counted.addAll(joining.counted());
    List<PastGoal> goals = new ArrayList<>(state.goals());
    joining.goals().stream().filter(goal -> !goals.contains(goal)).forEach(goals::add);
    goals.sort((one, other) -> Long.compare(one.time(), other.time()));
    return new Step(
        new OutcomeState(windows, newest(counted, COUNTED_LIMIT), newest(goals, GOAL_LIMIT)),
        outcomes);
  }

  private static OutcomeWindow united(OutcomeWindow first, OutcomeWindow second) {
    Enrolment one = first.enrolment();
    Enrolment other = second.enrolment();
    boolean sameArm = one.arm() == other.arm();
    Enrolment both =
        one.with(
            one.issued() || (sameArm && other.issued()),
            one.contaminated() || other.contaminated() || !sameArm);
    OutcomeWindow united = first.under(both).worth(second.value());
    String goal = second.goal();
    Long reachedAt = second.reachedAt();
    return united.reachedAt() == null && goal != null && reachedAt != null
        ? united.reached(goal, reachedAt)
        : united;
  }

  /**
   * Closes the windows whose end has passed and forgets what is too old to matter. Answers the same
   * state if there is nothing to do.
   */
  public Step expire(OutcomeState state, long now) {
    if (state.wakeAt() > now) {
      return new Step(state, List.of());
    }
    List<Outcome> outcomes = new ArrayList<>();
    List<OutcomeWindow> open = new ArrayList<>();
    List<Counted> counted = new ArrayList<>(state.counted());
    for (OutcomeWindow window : state.windows()) {
      if (window.endsAt() > now) {
        open.add(window);
        continue;
      }
      Enrolment of = window.enrolment();
      outcomes.add(window.outcome(Outcome.Status.CLOSED, window.endsAt()));
      counted.add(new Counted(of.experiment(), of.ruleVersion(), window.endsAt() + COUNTED_FOR));
    }
    counted.removeIf(each -> each.until() <= now);
    List<PastGoal> goals =
        state.goals().stream().filter(goal -> goal.time() + HISTORY > now).toList();
    return new Step(new OutcomeState(open, newest(counted, COUNTED_LIMIT), goals), outcomes);
  }

  private static String outcomeId(Enrolment enrolment) {
    return DerivedId.of(
        "outcome",
        enrolment.experiment(),
        Integer.toString(enrolment.ruleVersion()),
        enrolment.customerId());
  }

  private static @Nullable Double valueBefore(OutcomeState state, long assignedAt) {
    List<PastGoal> before =
        state.goals().stream()
            .filter(goal -> goal.time() <= assignedAt && goal.time() >= assignedAt - HISTORY)
            .toList();
    return before.isEmpty() ? null : before.stream().mapToDouble(PastGoal::value).sum();
  }

  private static double value(Fact fact) {
    Object value = fact.attributes().get("value");
    double worth = value instanceof Number number ? number.doubleValue() : 0;
    return Double.isFinite(worth) ? worth : 0;
  }

  private static <T> List<T> newest(List<T> all, int limit) {
    return all.size() <= limit ? all : all.subList(all.size() - limit, all.size());
  }
}
