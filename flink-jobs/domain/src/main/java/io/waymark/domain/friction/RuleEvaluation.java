package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CompiledRule.Parts;
import io.waymark.domain.journey.CustomerJourney;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.MatchState;
import io.waymark.domain.pattern.Offer;
import io.waymark.domain.pattern.Words;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules that could care about one event of one customer looking at it, one after the other. */
final class RuleEvaluation {
  private final Turn turn;
  private final CustomerState state;
  private final Event event;
  private final boolean late;
  private final Limits limits;
  private final Emission emission;
  private final Offer offer;

  /** By {@link CompiledRule#perIndex}; null while nobody has asked. */
  private final @Nullable InstanceKey[] keys;

  /** Whether an instance has been added. */
  private boolean grown;

  /** Whether a rule has thrown. */
  private boolean failed;

  /**
   * @param perLists how many different {@code per} the rules have
   * @param turn what the evaluation is part of
   * @param late the event's place has passed: it may only close, resolve, retract, or open what is
   *     still ahead
   * @param derived the event follows from the journey
   */
  RuleEvaluation(Turn turn, Event event, int perLists, boolean late, boolean derived) {
    this.turn = turn;
    this.state = turn.state();
    this.event = event;
    this.late = late;
    this.limits = turn.limits();
    this.emission = turn.emission(event);
    this.keys = new InstanceKey[perLists];
    this.offer = new Offer(new Scope(event, derived, turn, null), emission);
  }

  /** Lets all of them look at it: resolve first, then unless, then the pattern. */
  void run(Candidates candidates) {
    if (emission.isTraced()) {
      for (Parts parts : candidates.all()) {
        if (!parts.rule().hasFailed()) {
          told(parts);
        }
      }
    } else {
      untold(candidates);
    }
    if (failed) {
      state.forgetFailed();
    }
    if (grown && state.keptInstances() > limits.instances()) {
      SizeCap.trim(
          state,
          limits.instances(),
          rule -> {
            emission.about(rule.rule());
            emission.capped();
          },
          turn.failures());
    }
    emission.done();
  }

  /** Lets the cues of a journey look at it; they are not told of. */
  void runCues(Candidates cues) {
    CustomerJourney journey = Objects.requireNonNull(state.journey());
    if (late) {
      for (Parts parts : cues.all()) {
        late(parts);
      }
      return;
    }
    List<RuleState> known = state.rules();
    for (int i = 0; i < known.size(); i++) {
      RuleState own = known.get(i);
      Parts parts = cues.ending(own.rule());
      if (parts != null) {
        emission.about(parts.rule());
        end(parts, key(parts));
        if (i >= known.size() || known.get(i) != own) {
          // The journey has gone back, and those before it that it had passed are forgotten.
          i = known.indexOf(own);
        }
      }
    }
    for (Parts parts : cues.beginningAt(event.touchpoint())) {
      if (!parts.rule().isPassed(journey)) {
        emission.about(parts.rule());
        beginCue(parts);
      }
    }
    // What cues have added is bounded with what the next rule adds that is looked at.
    grown = false;
  }

  /** Most cues are single events, which keep nothing: they need no instance to say it. */
  private void beginCue(Parts parts) {
    CompiledRule rule = parts.rule();
    if (!rule.isSingleEvent()) {
      begin(parts);
    } else if ((rule.per().isEmpty() || key(parts) != null)
        && offer.matchesAny(parts.beginning())) {
      emission.mean();
    }
  }

  /** A single event that comes late says what it says; more than one have lost their order. */
  private void late(Parts parts) {
    if (parts.rule().isSingleEvent() && offer.matchesAny(parts.beginning())) {
      emission.about(parts.rule());
      emission.mean();
    }
  }

  private void untold(Candidates candidates) {
    // Rules know nothing of each other, so that only the order within each of them matters.
    // Cues are evaluated one after the other before all rules.
    List<RuleState> known = state.rules();
    for (int i = 0; i < known.size(); i++) {
      Parts parts = candidates.ending(known.get(i).rule());
      if (parts != null && mayEnd(parts.rule()) && !parts.rule().hasFailed()) {
        emission.about(parts.rule());
        try {
          end(parts, key(parts));
        } catch (RuntimeException | StackOverflowError why) {
          fail(parts.rule(), why);
        }
      }
    }
    for (Parts parts : candidates.beginningAt(event.touchpoint())) {
      if (parts.rule().takes(event.time()) && !parts.rule().hasFailed()) {
        emission.about(parts.rule());
        try {
          begin(parts);
        } catch (RuntimeException | StackOverflowError why) {
          fail(parts.rule(), why);
        }
      }
    }
  }

  /** The others are still gone through, so that what it has is forgotten after them. */
  private void fail(CompiledRule rule, Throwable why) {
    emission.fail(why);
    turn.leaveOut(rule);
    failed = true;
  }

  /** What has begun again may be of a time before its version, and a late event of one between. */
  private boolean mayEnd(CompiledRule rule) {
    return rule.takes(event.time()) || (late && rule.rule().onChange() == OnChange.RESTART);
  }

  private void told(Parts parts) {
    CompiledRule rule = parts.rule();
    emission.about(rule);
    if (late) {
      emission.note("comes late: all was evaluated up to " + Words.time(state.horizon()));
    }
    if (!mayEnd(rule)) {
      emission.note(
          "takes no part: the rule is effective from " + Words.time(rule.rule().effectiveFrom()));
      return;
    }
    try {
      look(parts);
    } catch (RuntimeException | StackOverflowError why) {
      fail(rule, why);
    }
  }

  private void look(Parts parts) {
    CompiledRule rule = parts.rule();
    InstanceKey key = key(parts);
    end(parts, key);
    if (!rule.takes(event.time())) {
      return;
    }
    begin(parts);
    if (parts.opens() && key == null) {
      emission.note("opens and counts nothing: it lacks a value of per " + rule.rule().per());
    }
    if (!late) {
      emission.noteIfSilent("changes nothing");
    }
  }

  /** The instance that the event belongs to; many rules ask for the same one. */
  private @Nullable InstanceKey key(Parts parts) {
    CompiledRule rule = parts.rule();
    InstanceKey key = keys[rule.perIndex()];
    if (key == null) {
      key = InstanceKey.of(rule.per(), event);
      keys[rule.perIndex()] = key == null ? InstanceKey.LACKING : key;
    }
    return key == InstanceKey.LACKING ? null : key;
  }

  private boolean hasOpen(CompiledRule rule) {
    RuleState known = state.rule(rule);
    return known != null && known.count() > 0;
  }

  private void begin(Parts parts) {
    CompiledRule rule = parts.rule();
    // What is over fires only for what is open: to remember for nothing would be in every state.
    if (!rule.isOver(event.time()) || hasOpen(rule)) {
      remember(parts);
    }
    if (!parts.opens()) {
      return;
    }
    if (!rule.opens(event.time())) {
      goOn(parts);
      return;
    }
    if (!isForCustomer(rule)) {
      return;
    }
    RuleState rules = state.rule(rule);
    boolean nothingOpen = rules == null || rules.count() == 0;
    // Most events do not begin anything, which is cheaper to find out than whose they are.
    if (nothingOpen && !mayBegin(parts)) {
      return;
    }
    InstanceKey instance = key(parts);
    if (instance == null) {
      return;
    }
    Instance known = nothingOpen ? null : Objects.requireNonNull(rules).instance(instance);
    if (known != null || nothingOpen || mayBegin(parts)) {
      open(rule, known, instance);
    }
  }

  private boolean isForCustomer(CompiledRule rule) {
    if (rule.rule().segments().isEmpty() || rule.isFor(offer)) {
      return true;
    }
    emission.note("is not for this form of the rule: the customer's segment has another");
    return false;
  }

  /** Tells the trace why none of them looks at it. */
  void leaveOut(Candidates candidates, String why) {
    for (Parts parts : candidates.all()) {
      emission.about(parts.rule());
      emission.note(why);
    }
  }

  /** A newer version is effective: only what has been begun under this one goes on. */
  private void goOn(Parts parts) {
    CompiledRule rule = parts.rule();
    RuleState rules = rule.finishes(event.time()) ? state.rule(rule) : null;
    InstanceKey instance = rules == null || rules.count() == 0 ? null : key(parts);
    Instance known = instance == null ? null : Objects.requireNonNull(rules).instance(instance);
    if (known == null) {
      emission.note("opens and counts nothing: a newer version of the rule is effective");
      return;
    }
    emission.about(known);
    if (late) {
      known.match().goOnLate(offer, emission);
      return;
    }
    known.match().goOn(offer, emission);
    setDeadline(known);
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
  private void end(Parts parts, @Nullable InstanceKey instance) {
    RuleState rules = parts.ends() ? state.rule(parts.rule()) : null;
    if (rules == null || rules.count() == 0) {
      return;
    }
    Instance own = instance == null ? null : rules.instance(instance);
    if (instance != null && own == null) {
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
    if (emission.isTraced() && match.usefulUntil() >= event.time()) {
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

  private void open(CompiledRule rule, @Nullable Instance known, InstanceKey instance) {
    Instance target = known == null ? new Instance(rule, instance) : known;
    takeOver(rule, instance);
    emission.about(target);
    if (late) {
      target.match().openLate(offer, state.deadlinesPassed(), emission);
    } else {
      target.match().open(offer, emission);
    }
    if (known == null) {
      keep(target);
    }
    setDeadline(target);
  }

  private void setDeadline(Instance target) {
    long deadline = target.match().deadline();
    state.wakeBy(deadline);
    if (!late && deadline < event.time()) {
      // An attribute can name a deadline that has passed: no event can still meet it.
      target.match().expire(emission);
    }
  }

  /** What another form of the rule has begun for this instance does not go on beside this one. */
  private void takeOver(CompiledRule rule, InstanceKey instance) {
    List<CompiledRule> others = rule.otherForms();
    for (int i = 0; i < others.size(); i++) {
      RuleState other = state.rule(others.get(i));
      Instance begun = other == null || other.count() == 0 ? null : other.instance(instance);
      if (begun != null) {
        begun.match().cancel();
      }
    }
  }

  private boolean mayBegin(Parts parts) {
    if (emission.isTraced()) {
      return true;
    }
    List<Selector> beginning = parts.beginning();
    for (int i = 0; i < beginning.size(); i++) {
      if (offer.mayMatch(beginning.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Keeps a new instance unless the event has left it as it was before it ever existed. */
  private void keep(Instance target) {
    if (!target.fires().isEmpty() || target.match().usefulUntil() >= event.time()) {
      grown = true;
      state
          .ruleOrNew(target.rule())
          .add(target, limits.instancesPerRule(), state.horizon(), emission);
    }
  }
}
