package io.waymark.domain.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done for a customer: (state, moment) to (state', effects, wakeAt).
 *
 * <p>A fire is decided on once, however often its signal comes, and again when what it was deferred
 * for is over. Moments are offered in the order of event time; {@code now} should not go back. At a
 * moment facts count before signals, ends before fires, and of those that compete for what a
 * customer may get the most important comes first: by purpose (safety, legal, service, marketing),
 * priority, severity, id. What is owed (safety, legal) is held back by nothing but its expiry, a
 * pause, and erasure.
 */
public final class InterventionPolicy {
  private final ContactPolicy policy;

  public InterventionPolicy(ContactPolicy policy) {
    this.policy = policy;
  }

  /** Decides on what comes, and on what has waited until then. */
  public InterventionDecision decide(
      String customerId, InterventionState before, Moment moment, Directions directions) {
    Deliberation now = new Deliberation(policy, before, moment.at(), moment.now());
    if (!moment.isQuiet()) {
      now.touch();
    }
    moment.joined().forEach(other -> now.join(other, customerId));
    for (Fact fact : moment.facts()) {
      now.learn(fact);
    }
    List<Signal> fired = new ArrayList<>();
    List<Signal> endsToo = new ArrayList<>();
    for (Signal signal : moment.signals()) {
      switch (signal.status()) {
        case FIRED -> fired.add(signal);
        case ESCALATED -> {}
        case RESOLVED, RETRACTED -> {
          if (now.knows(signal)) {
            now.end(signal);
          } else {
            endsToo.add(signal);
          }
        }
      }
    }
    now.decide(fired, directions);
    endsToo.forEach(now::end);
    return now.result();
  }

  /**
   * Decides on a signal of a customer who was erased; null if there is nothing to decide. Nothing
   * is remembered.
   */
  public @Nullable Decision erased(Signal signal, Directions directions, long now) {
    Intervention intervene =
        signal.status() == Signal.Status.FIRED && signal.mode() == Mode.LIVE
            ? directions.intervention(signal)
            : null;
    return intervene == null
        ? null
        : Case.of(signal, intervene, now).decision(Verdict.WITHHELD, Reason.ERASED, now);
  }

  /** Takes back what is open of rules that are paused, or ask for nothing any more. */
  public InterventionDecision stop(
      InterventionState before, Set<String> rules, Reason reason, long at, long now) {
    Deliberation stopping = new Deliberation(policy, before, at, now);
    stopping.cancel(open -> rules.contains(open.trigger().ruleId()), reason);
    return stopping.result();
  }
}
