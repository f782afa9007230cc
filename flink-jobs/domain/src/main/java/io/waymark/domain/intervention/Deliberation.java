package io.waymark.domain.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One customer at one time: what was remembered, what comes, and what becomes of it. */
final class Deliberation {
  private static final long DAY = 86_400_000L;

  private final ContactPolicy policy;
  private final Restraints restraints;
  private final InterventionState before;
  private final long at;
  private final long now;

  private Map<Purpose, Consent> consents;
  private Reach reach;
  private Arms arms;
  private final List<Intervened> intervened;
  private final DecidedFires decided;
  private long touchedAt;
  private boolean erased;

  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();

  Deliberation(ContactPolicy policy, InterventionState before, long at, long now) {
    this.policy = policy;
    this.restraints = new Restraints(policy);
    this.before = before;
    this.at = at;
    this.now = now;
    InterventionState known =
        before.touchedAt() + InterventionState.TIME_TO_LIVE > at ? before : InterventionState.EMPTY;
    consents = known.consents();
    arms = known.arms();
    intervened = new ArrayList<>(known.intervened());
    intervened.removeIf(sent -> now - sent.at() >= policy.remembers());
    reach =
        known
            .reach()
            .forgetting(
                now - policy.doNotDisturb().complaint(), now - policy.doNotDisturb().contact());
    touchedAt = known.touchedAt();
    decided = new DecidedFires(known.decided(), at, now);
  }

  InterventionDecision result() {
    InterventionState after =
        new InterventionState(consents, decided.all(), reach, arms, intervened, touchedAt);
    return new InterventionDecision(after.equals(before) ? before : after, triggers, decisions);
  }

  void touch() {
    touchedAt = Math.max(touchedAt, Math.floorDiv(at, DAY) * DAY + DAY);
  }

  /** Takes in what was known of who turned out to be the customer, too. */
  void join(InterventionState other, String customerId) {
    consents = ConsentFacts.joined(consents, other.consents());
    reach = reach.and(other.reach());
    arms = arms.and(other.arms());
    intervened.addAll(other.intervened());
    intervened.sort((a, b) -> Long.compare(a.at(), b.at()));
    decided.join(other.decided(), customerId);
    decided.replace(open -> open.isWaiting() ? open.assigned(assignment(open)) : open);
    cancel(this::isRefused, Reason.NO_CONSENT);
    cancel(open -> Restraints.isUnsubscribed(open.trigger(), reach), Reason.UNSUBSCRIBED);
  }

  private Assignment assignment(Case open) {
    return arms.of(
        open.trigger().ruleId(),
        open.trigger().customerId(),
        open.intervene(),
        policy.holdout(),
        open.assignment().at());
  }

  void learn(Fact fact) {
    if (erased) {
      return;
    }
    reach = reach.after(fact);
    cancel(open -> isConversion(open, fact), Reason.CONVERTED);
    switch (fact.kind()) {
      case CONSENT, OBJECTION -> {
        consents = ConsentFacts.after(consents, fact);
        cancel(this::isRefused, Reason.NO_CONSENT);
      }
      case UNSUBSCRIBED ->
          cancel(open -> Restraints.isUnsubscribed(open.trigger(), reach), Reason.UNSUBSCRIBED);
      case COMPLAINT_CLOSED -> release(Reason.OPEN_COMPLAINT);
      case CONTACT_CLOSED -> release(Reason.LIVE_CONTACT);
      case ERASED -> erase();
      case PROFILE,
          GOAL_REACHED,
          COMPLAINT_OPENED,
          RETURNED,
          CONTACT_OPENED,
          IDENTITIES_MERGED -> {}
    }
  }

  private static boolean isConversion(Case open, Fact fact) {
    return fact.eventType() != null
        && open.intervene().goals().contains(fact.eventType())
        && fact.occurredAt() >= open.trigger().occurredAt();
  }

  private boolean isRefused(Case open) {
    return !ConsentFacts.isPermitted(consents, open.trigger().purpose());
  }

  /** What waited for that is decided on again at once. */
  private void release(Reason waitedFor) {
    decided.replace(
        open -> {
          Case.Deferral until = open.deferral();
          return until == null || until.reason() != waitedFor
              ? open
              : open.waiting(
                  new Case.Deferral(
                      waitedFor,
                      Math.min(until.over(), at),
                      Math.min(until.releaseAt(), at),
                      until.givenUpAt()));
        });
  }

  private void erase() {
    cancel(open -> true, Reason.ERASED);
    consents = Map.of();
    reach = Reach.UNKNOWN;
    arms = Arms.NONE;
    intervened.clear();
    decided.clear();
    touchedAt = 0;
    erased = true;
  }

  /** Whether the fire that a signal tells the end of is known. */
  boolean knows(Signal signal) {
    return decided.knows(signal.signalId());
  }

  void end(Signal signal) {
    Reason reason = signal.status() == Signal.Status.RETRACTED ? Reason.RETRACTED : Reason.RESOLVED;
    cancel(signal.signalId(), reason);
  }

  private void cancel(String signalId, Reason reason) {
    cancel(open -> open.trigger().signalId().equals(signalId), reason);
  }

  void cancel(Predicate<Case> which, Reason reason) {
    decided.replace(
        open -> {
          if (!which.test(open)) {
            return open;
          }
          if (!open.isWaiting()) {
            triggers.add(open.trigger().cancelled(reason, now));
          }
          decisions.add(open.decision(Verdict.CANCELLED, reason, now));
          return null;
        });
  }

  /** Decides on all that fires now and on what has waited until now: what matters most first. */
  void decide(List<Signal> fired, Directions directions) {
    List<Case> candidates = new ArrayList<>();
    for (Signal signal : fired) {
      Intervention intervene =
          signal.mode() == Mode.LIVE && !knows(signal) ? directions.intervention(signal) : null;
      Case open = intervene == null ? null : eligible(signal, intervene, directions);
      if (open != null) {
        candidates.add(open);
      }
    }
    if (!candidates.isEmpty() || isAnyReleased()) {
      candidates.addAll(due(directions));
    }
    candidates.sort(Case.BY_RANK);
    candidates.forEach(this::judge);
  }

  private boolean isAnyReleased() {
    return decided.open().stream()
        .anyMatch(open -> open.deferral() != null && open.deferral().releaseAt() <= at);
  }

  private List<Case> due(Directions directions) {
    List<Case> due = new ArrayList<>();
    for (Case open : decided.open()) {
      if (open.deferral() == null || open.deferral().over() > at) {
        continue;
      }
      String rule = open.trigger().ruleId();
      if (open.trigger().expiresAt() <= now) {
        withhold(open, Reason.EXPIRED);
      } else if (directions.isPaused(rule) || !directions.isInForce(rule)) {
        Reason reason = directions.isPaused(rule) ? Reason.PAUSED : Reason.WITHDRAWN;
        cancel(open.trigger().signalId(), reason);
      } else {
        due.add(open);
      }
    }
    return due;
  }

  /** The case of a fire; null if it is withheld before anybody is assigned to anything. */
  private @Nullable Case eligible(Signal signal, Intervention intervene, Directions directions) {
    Case open = Case.of(signal, intervene, now);
    Reason reason = null;
    if (erased) {
      reason = Reason.ERASED;
    } else if (open.trigger().expiresAt() <= now) {
      reason = Reason.EXPIRED;
    } else if (directions.isPaused(signal.ruleId())) {
      reason = Reason.PAUSED;
    } else if (!decided.hasRoom() && !intervene.purpose().isOwed()) {
      reason = Reason.LIMITED;
    }
    if (reason == null) {
      arms = arms.assigned(signal.ruleId(), signal.customerId(), intervene, policy.holdout(), now);
      Case assigned = open.assigned(assignment(open));
      decided.settle(assigned, assigned);
      return assigned;
    }
    if (reason == Reason.ERASED) {
      // Nothing is remembered of them, not even that.
      decisions.add(open.decision(Verdict.WITHHELD, reason, now));
    } else {
      withhold(open, reason);
    }
    return null;
  }

  private void judge(Case open) {
    if (open.assignment().isHoldout()) {
      withhold(open, Reason.HOLDOUT);
      return;
    }
    Objection objection =
        restraints.objection(
            open.trigger(), new Restraints.Known(consents, reach, intervened), now);
    if (objection != null) {
      defer(open, objection);
    } else if (intervened.size() >= InterventionState.INTERVENED_LIMIT
        && !open.trigger().purpose().isOwed()) {
      withhold(open, Reason.LIMITED);
    } else {
      issue(open.issued(now, restraints.quietFrom(open.trigger(), reach, now)));
    }
  }

  private void issue(Case issued) {
    Intervened sent = Intervened.by(issued.trigger(), now);
    if (policy.counts(sent)) {
      intervened.add(sent);
    }
    triggers.add(issued.trigger());
    decisions.add(issued.decision(Verdict.ISSUED, null, now));
    decided.settle(issued, issued);
  }

  /** Until the objection is over, if that is in time. */
  private void defer(Case open, Objection objection) {
    long givenUpAt =
        open.deferral() != null
            ? open.deferral().givenUpAt()
            : Math.min(open.trigger().expiresAt() - 1, now + policy.longestWait());
    boolean inTime = objection.until() <= givenUpAt;
    // Another's worries may end sooner than at the latest; the clock's don't.
    boolean mayEndSooner = objection.until() != Objection.NEVER && !objection.isShared();
    if (givenUpAt <= now || !(inTime || mayEndSooner)) {
      withhold(open, objection.reason());
      return;
    }
    long release = objection.until() + (objection.isShared() ? jitter(open, objection) : 0);
    Case waiting =
        open.waiting(
            new Case.Deferral(
                objection.reason(),
                Math.min(objection.until(), givenUpAt),
                Math.min(release, givenUpAt),
                givenUpAt));
    decisions.add(waiting.decision(Verdict.DEFERRED, objection.reason(), now));
    decided.settle(waiting, waiting);
  }

  /** The same for all of a customer's that wait for that time, so that they compete. */
  private long jitter(Case open, Objection objection) {
    String customer = open.trigger().customerId();
    String until = Long.toString(objection.until());
    return (long) (DerivedId.share("jitter", customer, until) * policy.jitter());
  }

  private void withhold(Case open, Reason reason) {
    decisions.add(open.waiting(null).decision(Verdict.WITHHELD, reason, now));
    decided.settle(open, null);
  }
}
