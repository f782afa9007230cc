package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.CompiledRule.Parts;
import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.Firing;
import io.waymark.domain.pattern.Moment;
import io.waymark.domain.pattern.Offer;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One rule looking at one event, or at one deadline, of one customer. */
final class RuleEvaluation implements Firing {
  private final CustomerState state;
  private final CompiledRule rule;
  private final @Nullable Event event;
  private final Limits limits;
  private final Effects effects;
  private final @Nullable Trace trace;
  private @Nullable Instance instance;

  RuleEvaluation(
      CustomerState state,
      CompiledRule rule,
      @Nullable Event event,
      Limits limits,
      Effects effects,
      @Nullable Trace trace) {
    this.state = state;
    this.rule = rule;
    this.event = event;
    this.limits = limits;
    this.effects = effects;
    this.trace = trace;
  }

  /** The event has its place in the customer's order: resolve, then unless, then the pattern. */
  void inOrder(Parts parts) {
    Event event = Objects.requireNonNull(this.event);
    Offer offer = offer(event);
    InstanceKey key = InstanceKey.of(rule.per(), event);
    remember(parts, offer);
    boolean resolves = parts.resolves() && offer.matchesAny(rule.rule().resolve());
    boolean cancels = parts.cancels() && offer.matchesAny(rule.rule().unless());
    if (resolves || cancels || parts.closes()) {
      for (Instance target : targets(key)) {
        instance = target;
        if (resolves) {
          resolve(event);
        }
        if (cancels) {
          if (!target.match().isSpent(event.time())) {
            note("unless: what was pending is cancelled");
          }
          target.match().cancel();
        }
        if (parts.closes()) {
          close(target, offer);
        }
      }
    }
    if (parts.opens() && key != null && rule.opens(event.time())) {
      open(key, offer);
    } else if (parts.opens() && key == null) {
      instance = null;
      note("takes no part: it lacks a value of per " + rule.per());
    }
  }

  private void close(Instance target, Offer offer) {
    boolean pending = trace != null && !target.match().isSpent(offer.event().time());
    target.match().close(offer);
    if (pending && target.match().isSpent(offer.event().time())) {
      note("closes what was pending");
    }
  }

  private void open(InstanceKey key, Offer offer) {
    RuleState rules = state.ruleOrNew(rule);
    Instance target = instanceOrNew(rules, key);
    instance = target;
    long before = target.match().deadline();
    target.match().open(offer, this);
    keep(rules, target, offer);
    long deadline = target.match().deadline();
    if (deadline != before) {
      note("opens, due at " + java.time.Instant.ofEpochMilli(deadline));
    } else if (trace != null && deadline == FrictionEngine.NEVER) {
      note(target.match().toString());
    }
    if (deadline < offer.event().time()) {
      // An attribute can name a deadline that has passed: no event can still meet it.
      expire(rules, deadline);
    } else if (deadline < state.wakeAt()) {
      state.wakeAt(deadline);
    }
  }

  private Instance instanceOrNew(RuleState rules, InstanceKey key) {
    Instance known = rules.instance(key);
    return known != null ? known : new Instance(key, rule.matcher().newState());
  }

  /** Keeps an instance unless the event has left it as it was before it ever existed. */
  private void keep(RuleState rules, Instance target, Offer offer) {
    if (!target.fires().isEmpty() || !target.match().isSpent(offer.event().time())) {
      rules.keep(target, limits.instancesPerRule(), this::capped);
    }
  }

  /** The deadline of one instance of the rule has come. */
  void expire(RuleState rules, long deadline) {
    for (Instance target : rules.instances()) {
      if (target.match().deadline() == deadline) {
        instance = target;
        state.firedAt(deadline);
        target.match().expire(this);
        long next = target.match().deadline();
        if (next < state.wakeAt()) {
          state.wakeAt(next);
        }
      }
    }
  }

  /**
   * The event's place has passed: it may only close, resolve, retract, or open what is still ahead.
   */
  void late(Parts parts) {
    Event event = Objects.requireNonNull(this.event);
    Offer offer = offer(event);
    InstanceKey key = InstanceKey.of(rule.per(), event);
    remember(parts, offer);
    boolean cancels = parts.cancels() && offer.matchesAny(rule.rule().unless());
    boolean resolves = parts.resolves() && offer.matchesAny(rule.rule().resolve());
    for (Instance target : targets(key)) {
      instance = target;
      if (cancels) {
        target.match().cancelLate(offer, target.fires(), this);
      }
      if (parts.closes()) {
        target.match().closeLate(offer, target.fires(), this);
      }
      if (resolves) {
        resolve(event);
      }
    }
    if (parts.opens() && key != null && rule.opens(event.time())) {
      RuleState rules = state.ruleOrNew(rule);
      Instance target = instanceOrNew(rules, key);
      instance = target;
      target.match().openLate(offer, state.horizon(), this);
      keep(rules, target, offer);
      state.wakeAt(Math.min(state.wakeAt(), target.match().deadline()));
    }
  }

  private Offer offer(Event event) {
    Scope scope = new Scope(event, Journey.UNKNOWN, Map.of(), null);
    return new Offer(scope, () -> effects.count(rule.rule().id(), Occurrence.EXPRESSION_ERROR));
  }

  private void remember(Parts parts, Offer offer) {
    if (!parts.seen()) {
      return;
    }
    List<Condition> conditions = rule.rule().onlyIf();
    for (int i = 0; i < conditions.size(); i++) {
      if (offer.matches(conditions.get(i).of())) {
        state.ruleOrNew(rule).seen(i).add(offer.event().time());
      }
    }
  }

  /**
   * What an event that closes applies to: its instance, or all if it lacks a value that tells them
   * apart.
   */
  private List<Instance> targets(@Nullable InstanceKey key) {
    RuleState rules = state.rule(rule);
    if (rules == null) {
      return List.of();
    }
    if (key == null) {
      return rules.instances();
    }
    Instance target = rules.instance(key);
    return target == null ? List.of() : List.of(target);
  }

  private void resolve(Event event) {
    for (Fire fire : Objects.requireNonNull(instance).fires()) {
      if (!fire.isResolved()
          && isAfter(event, fire)
          && event.time() - fire.occurredAt() <= rule.rule().resolveWithin()) {
        fire.resolve();
        note("resolves the fire of " + java.time.Instant.ofEpochMilli(fire.occurredAt()));
        emit(fire, Status.RESOLVED, event.time(), fire.severity());
      }
    }
  }

  private boolean isAfter(Event event, Fire fire) {
    if (event.time() != fire.occurredAt()) {
      return event.time() > fire.occurredAt();
    }
    // At equal times an event comes before a deadline, and before or after another event by its id.
    return !rule.matcher().isRetractable()
        && Event.compare(event.time(), event.id(), fire.last().time(), fire.last().id()) > 0;
  }

  @Override
  public @Nullable Fire fire(
      long occurredAt, @Nullable Severity level, Moment last, List<Evidence> evidence) {
    Severity severity = level == null ? rule.rule().severity() : level;
    Instance target = Objects.requireNonNull(instance);
    if (!conditionsHold(occurredAt) || isCoolingDown(target, occurredAt, severity)) {
      return null;
    }
    Fire fire = new Fire(signalId(target.key(), last), occurredAt, last, evidence, severity);
    if (rule.mayChange(fire, occurredAt) || rule.cools(fire, true, occurredAt) || isWait()) {
      if (target.fires().size() == Instance.MAX_FIRES) {
        target.fires().remove(0);
        capped();
      }
      target.fires().add(fire);
    }
    note("fires");
    emit(fire, Status.FIRED, occurredAt, severity);
    return fire;
  }

  private boolean isWait() {
    return rule.rule().when() instanceof Pattern.Wait;
  }

  private boolean conditionsHold(long occurredAt) {
    RuleState rules = state.ruleOrNew(rule);
    List<Condition> conditions = rule.rule().onlyIf();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      if (rules.seen(i).anyIn(occurredAt - condition.within(), occurredAt) != condition.seen()) {
        effects.count(rule.rule().id(), Occurrence.SUPPRESSED_BY_CONDITION);
        note("would fire, but clause " + (i + 1) + " of only_if does not hold");
        return false;
      }
    }
    return true;
  }

  private boolean isCoolingDown(Instance target, long occurredAt, Severity severity) {
    Fire last = target.lastFire();
    if (last == null
        || rule.rule().cooldown() == 0
        || occurredAt - last.occurredAt() >= rule.rule().cooldown()
        || severity.compareTo(last.highest()) > 0) {
      return false;
    }
    effects.count(rule.rule().id(), Occurrence.SUPPRESSED_BY_COOLDOWN);
    note(
        "would fire, but the cooldown since the fire of "
            + java.time.Instant.ofEpochMilli(last.occurredAt())
            + " holds it back");
    return true;
  }

  @Override
  public void escalate(Fire fire, long occurredAt, Severity severity) {
    fire.escalate(severity);
    note("escalates");
    emit(fire, Status.ESCALATED, occurredAt, severity);
  }

  @Override
  public void retract(Fire fire) {
    if (state.horizon() - fire.occurredAt() > rule.rule().resolveWithin()) {
      return;
    }
    Objects.requireNonNull(instance).fires().remove(fire);
    note(
        "shows that the fire of "
            + java.time.Instant.ofEpochMilli(fire.occurredAt())
            + " was wrong");
    emit(fire, Status.RETRACTED, Objects.requireNonNull(event).time(), fire.severity());
  }

  @Override
  public void unreadableDeadline() {
    effects.count(rule.rule().id(), Occurrence.UNREADABLE_DEADLINE);
    note("opens nothing: the deadline it should name is missing or unreadable");
  }

  @Override
  public void capped() {
    effects.count(rule.rule().id(), Occurrence.CAPPED);
  }

  private String signalId(InstanceKey key, Moment last) {
    return Fingerprint.hex(
        List.of(
            rule.rule().id(),
            Integer.toString(rule.rule().version()),
            state.customerId(),
            key.values().stream().map(v -> v.getClass().getSimpleName() + v).toList().toString(),
            Long.toString(last.time()),
            last.id()));
  }

  private void emit(Fire fire, Status status, long occurredAt, Severity severity) {
    Rule rule = this.rule.rule();
    effects.signal(
        new Signal(
            fire.signalId(),
            rule.id(),
            rule.version(),
            rule.title(),
            rule.kind(),
            severity,
            rule.mode(),
            state.customerId(),
            Objects.requireNonNull(instance).key().named(rule.per()),
            status,
            occurredAt,
            fire.last().channel(),
            fire.last().evidence().touchpoint(),
            rule.stage(),
            isWait() ? (Long) (occurredAt - fire.last().time()) : null,
            fire.evidence(),
            Journey.UNKNOWN));
  }

  private void note(String step) {
    if (trace != null) {
      Map<String, Object> values = instance == null ? Map.of() : instance.key().named(rule.per());
      trace.step(rule.rule(), values, event, event == null ? state.horizon() : event.time(), step);
    }
  }
}
