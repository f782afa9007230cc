package io.waymark.domain.friction;

import io.waymark.domain.pattern.MatchState;

/** The deadlines of one rule's instances for one customer, when their time has come. */
final class Expiry {
  private Expiry() {}

  /** Lets the deadline of all instances of a rule come that is now. */
  static void run(Turn turn, RuleState rules, long now) {
    CustomerState state = turn.state();
    Emission emission = turn.emission(null);
    emission.about(rules.rule());
    state.firedAt(now);
    try {
      expire(rules, now, state, emission);
    } catch (RuntimeException | StackOverflowError why) {
      emission.fail(why);
      turn.leaveOut(rules.rule());
      state.forgetFailed();
    }
    emission.done();
  }

  private static void expire(RuleState rules, long now, CustomerState state, Emission emission) {
    for (Instance target : rules.instances()) {
      if (target.deadline() == now) {
        MatchState match = target.match();
        if (match.deadline() > now) {
          // The rule was edited since this was stored: by its words of now it is not due yet.
          state.wakeBy(match.deadline());
        } else {
          emission.about(target);
          match.expire(emission);
        }
      }
    }
  }
}
