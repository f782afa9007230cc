package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CompiledRule.Parts;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.MatchState;
import io.waymark.domain.pattern.Offer;
import io.waymark.domain.pattern.Words;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that could care about one event of one customer looking at it, one after the other. */
final class RuleEvaluation {
  private final CustomerState state;
  private final Event event;
  private final Limits limits;
  private final Emission emission;
  private final Offer offer;

  RuleEvaluation(
      CustomerState state, Event event, Limits limits, Effects effects, @Nullable Trace trace) {
    this.state = state;
    this.event = event;
    this.limits = limits;
    this.emission = new Emission(state, event, event.time(), effects, trace);
    this.offer = new Offer(new Scope(event, Journey.UNKNOWN, Map.of(), null), emission);
  }

  /** The event has its place in the customer's order: resolve, then unless, then the pattern. */
  void inOrder(Parts parts) {
    CompiledRule rule = parts.rule();
    emission.about(rule);
    if (!takesPart(rule)) {
      return;
    }
    InstanceKey key = InstanceKey.of(rule.per(), event);
    remember(parts);
    end(parts, key, false);
    if (parts.opens() && key != null && opens(rule)) {
      open(rule, key);
    }
    noteLacking(parts, key);
    emission.noteIfSilent("changes nothing");
  }

  /**
   * The event's place has passed: it may only close, resolve, retract, or open what is still ahead.
   */
  void late(Parts parts) {
    CompiledRule rule = parts.rule();
    emission.about(rule);
    if (emission.isTraced()) {
      emission.note("comes late: all was evaluated up to " + Words.time(state.horizon()));
    }
    if (!takesPart(rule)) {
      return;
    }
    InstanceKey key = InstanceKey.of(rule.per(), event);
    remember(parts);
    end(parts, key, true);
    if (parts.opens() && key != null && opens(rule)) {
      openLate(rule, key);
    }
    noteLacking(parts, key);
  }

  /** An event with this id has been evaluated before. */
  void duplicate(Parts parts) {
    emission.about(parts.rule());
    emission.note("is a duplicate: an event with its id came before it");
  }

  private boolean takesPart(CompiledRule rule) {
    if (rule.takes(event.time())) {
      return true;
    }
    if (emission.isTraced()) {
      emission.note(
          "takes no part: the rule is effective from " + Words.time(rule.rule().effectiveFrom()));
    }
    return false;
  }

  private boolean opens(CompiledRule rule) {
    if (rule.opens(event.time())) {
      return true;
    }
    emission.note("opens and counts nothing: a newer version of the rule is effective");
    return false;
  }

  private void noteLacking(Parts parts, @Nullable InstanceKey key) {
    if (emission.isTraced() && parts.opens() && key == null) {
      emission.note("opens and counts nothing: it lacks a value of per " + parts.rule().per());
    }
  }

  private void remember(Parts parts) {
    if (!parts.seen()) {
      return;
    }
    List<Condition> conditions = parts.rule().rule().onlyIf();
    for (int i = 0; i < conditions.size(); i++) {
      if (offer.matches(conditions.get(i).of())) {
        state.ruleOrNew(parts.rule()).seen(i).add(event.time());
        if (emission.isTraced()) {
          emission.note("is remembered for only_if: " + Words.selector(conditions.get(i).of()));
        }
      }
    }
  }

  /**
   * Offers the event to what it may end: its instance, or all if it lacks a value that tells them
   * apart.
   */
  private void end(Parts parts, @Nullable InstanceKey key, boolean late) {
    RuleState rules = parts.ends() ? state.rule(parts.rule()) : null;
    if (rules == null || rules.isEmpty()) {
      return;
    }
    Instance own = key == null ? null : rules.instance(key);
    if (key != null && own == null) {
      return;
    }
    boolean resolves = parts.resolves() && offer.matchesAny(parts.rule().rule().resolve());
    boolean cancels = parts.cancels() && offer.matchesAny(parts.rule().rule().unless());
    for (Instance target : own == null ? rules.instances() : List.of(own)) {
      emission.about(target);
      if (late) {
        endLate(target, parts, resolves, cancels);
      } else {
        end(target, parts, resolves, cancels);
      }
    }
  }

  private void end(Instance target, Parts parts, boolean resolves, boolean cancels) {
    if (resolves) {
      resolve(target, parts.rule());
    }
    if (cancels) {
      cancel(target.match());
    }
    if (parts.closes()) {
      target.match().close(offer, emission);
    }
  }

  private void cancel(MatchState match) {
    if (emission.isTraced() && !match.isSpent(event.time())) {
      emission.note("matches unless: what was pending is cancelled");
    }
    match.cancel();
  }

  private void endLate(Instance target, Parts parts, boolean resolves, boolean cancels) {
    if (cancels) {
      target.match().cancelLate(offer, target.fires(), emission);
    }
    if (parts.closes()) {
      target.match().closeLate(offer, target.fires(), emission);
    }
    if (resolves) {
      resolve(target, parts.rule());
    }
  }

  private void resolve(Instance target, CompiledRule rule) {
    for (Fire fire : target.fires()) {
      if (!fire.isResolved()
          && isAfter(fire, rule)
          && event.time() - fire.occurredAt() <= rule.rule().resolveWithin()) {
        emission.resolve(fire, event);
      }
    }
  }

  private boolean isAfter(Fire fire, CompiledRule rule) {
    if (event.time() != fire.occurredAt()) {
      return event.time() > fire.occurredAt();
    }
    // At equal times an event comes before a deadline, and before or after another event by its id.
    return !rule.matcher().isRetractable()
        && Event.compare(event.time(), event.id(), fire.last().time(), fire.last().id()) > 0;
  }

  private void open(CompiledRule rule, InstanceKey key) {
    RuleState rules = state.ruleOrNew(rule);
    Instance known = rules.instance(key);
    Instance target = known != null ? known : new Instance(key, rule.matcher().newState());
    emission.about(target);
    target.match().open(offer, emission);
    keep(rules, target, known == null);
    long deadline = target.match().deadline();
    if (deadline < event.time()) {
      // An attribute can name a deadline that has passed: no event can still meet it.
      target.match().expire(emission);
    }
  }

  private void openLate(CompiledRule rule, InstanceKey key) {
    RuleState rules = state.ruleOrNew(rule);
    Instance known = rules.instance(key);
    Instance target = known != null ? known : new Instance(key, rule.matcher().newState());
    emission.about(target);
    target.match().openLate(offer, state.deadlinesPassed(), emission);
    keep(rules, target, known == null);
  }

  /** Keeps a new instance unless the event has left it as it was before it ever existed. */
  private void keep(RuleState rules, Instance target, boolean isNew) {
    if (isNew && (!target.fires().isEmpty() || !target.match().isSpent(event.time()))) {
      rules.add(target, limits.instancesPerRule(), emission);
    }
    state.wakeBy(target.match().deadline());
  }

  /** Lets the deadline of all instances of a rule come that is now. */
  static void expire(
      CustomerState state, RuleState rules, long now, Effects effects, @Nullable Trace trace) {
    Emission emission = new Emission(state, null, now, effects, trace);
    emission.about(rules.rule());
    state.firedAt(now);
    for (Instance target : rules.instances()) {
      if (target.match().deadline() == now) {
        emission.about(target);
        target.match().expire(emission);
      }
    }
  }
}
