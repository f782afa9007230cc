package io.waymark.domain.intervention;

import static io.waymark.domain.intervention.InterventionState.DECIDED_LIMIT;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.InterventionState.Decided;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done for a customer: (state, input, now) to (state', effects, wakeAt).
 *
 * <p>A fire is decided on once, however often its signal comes. Signals and facts are offered in
 * event order, facts first at equal times; {@code now} never goes back. A decision rests on the
 * facts offered before it; a trigger whose consent is withdrawn later is cancelled.
 */
public final class InterventionPolicy {

  /**
   * Decides on a signal.
   *
   * @param intervene what the signal's rule asks for, if anything; needed for {@code fired} only
   */
  public InterventionDecision decide(
      InterventionState before, Signal signal, @Nullable Intervention intervene, long now) {
    InterventionState state = expire(before, now);
    return switch (signal.status()) {
      case FIRED ->
          intervene == null || signal.mode() != Mode.LIVE
              ? InterventionDecision.nothing(state)
              : fired(state, signal, intervene, now);
      case ESCALATED -> InterventionDecision.nothing(state);
      case RESOLVED -> cancel(state, of(signal), Reason.RESOLVED, now);
      case RETRACTED -> cancel(state, of(signal), Reason.RETRACTED, now);
    };
  }

  /** Takes a fact into account. */
  public InterventionDecision decide(InterventionState before, Fact fact, long now) {
    InterventionState state = expire(before, now);
    return switch (fact.kind()) {
      case CONSENT, OBJECTION -> consented(state, fact, now);
      case ERASED ->
          cancel(new InterventionState(Map.of(), state.decided()), all(), Reason.ERASED, now);
      case PROFILE,
          GOAL_REACHED,
          COMPLAINT_OPENED,
          COMPLAINT_CLOSED,
          RETURNED,
          UNSUBSCRIBED,
          CONTACT_OPENED,
          CONTACT_CLOSED,
          IDENTITIES_MERGED ->
          InterventionDecision.nothing(state);
    };
  }

  /**
   * Forgets what has expired: a fire that comes again after that is too old to be decided anew.
   * Answers the same object if there is nothing to forget.
   */
  public InterventionState expire(InterventionState state, long now) {
    if (state.wakeAt() > now) {
      return state;
    }
    return new InterventionState(
        state.consents(), state.decided().stream().filter(d -> d.expiresAt() > now).toList());
  }

  private static InterventionDecision fired(
      InterventionState state, Signal signal, Intervention intervene, long now) {
    if (state.decided().stream().anyMatch(d -> d.signalId().equals(signal.signalId()))) {
      return InterventionDecision.nothing(state);
    }
    Proposal proposal = Proposal.of(signal, intervene, now);
    Reason reason = objection(state, proposal);
    if (reason == Reason.EXPIRED || reason == Reason.LIMITED) {
      return new InterventionDecision(state, List.of(), List.of(proposal.withheld(reason)));
    }
    Trigger trigger = reason == null ? proposal.issued() : null;
    List<Decided> decided = new ArrayList<>(state.decided());
    decided.add(new Decided(signal.signalId(), proposal.expiresAt(), trigger));
    return new InterventionDecision(
        new InterventionState(state.consents(), decided),
        trigger == null ? List.of() : List.of(trigger),
        reason == null ? List.of() : List.of(proposal.withheld(reason)));
  }

  private static @Nullable Reason objection(InterventionState state, Proposal proposal) {
    if (proposal.now() >= proposal.expiresAt()) {
      return Reason.EXPIRED;
    }
    if (state.decided().size() >= DECIDED_LIMIT) {
      return Reason.LIMITED;
    }
    if (!isPermitted(state.consents(), proposal.intervene().purpose())) {
      return Reason.NO_CONSENT;
    }
    return proposal.isHeldOut() ? Reason.HOLDOUT : null;
  }

  private static boolean isPermitted(Map<Purpose, Consent> consents, Purpose purpose) {
    Consent consent = consents.get(purpose);
    return !ConsentFacts.isNeededFor(purpose) || (consent != null && consent.granted());
  }

  private static InterventionDecision consented(InterventionState state, Fact fact, long now) {
    Map<Purpose, Consent> consents = ConsentFacts.after(state.consents(), fact);
    if (consents.equals(state.consents())) {
      return InterventionDecision.nothing(state);
    }
    return cancel(
        new InterventionState(consents, state.decided()),
        issued -> !isPermitted(consents, issued.purpose()),
        Reason.NO_CONSENT,
        now);
  }

  private static InterventionDecision cancel(
      InterventionState state, Predicate<Trigger> which, Reason reason, long now) {
    List<Trigger> cancelled = new ArrayList<>();
    List<Decided> decided = new ArrayList<>();
    for (Decided each : state.decided()) {
      Trigger issued = each.issued();
      if (issued != null && which.test(issued)) {
        cancelled.add(issued.cancelled(reason, now));
        decided.add(each.closed());
      } else {
        decided.add(each);
      }
    }
    return cancelled.isEmpty()
        ? InterventionDecision.nothing(state)
        : new InterventionDecision(
            new InterventionState(state.consents(), decided), cancelled, List.of());
  }

  private static Predicate<Trigger> of(Signal signal) {
    return issued -> issued.signalId().equals(signal.signalId());
  }

  private static Predicate<Trigger> all() {
    return issued -> true;
  }
}
