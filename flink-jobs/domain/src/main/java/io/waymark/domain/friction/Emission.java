package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.journey.JourneyStep;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.Firing;
import io.waymark.domain.pattern.Moment;
import io.waymark.domain.pattern.Words;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of that which one event, or one deadline, does to a customer's rules: {@code
 * only_if} and {@code cooldown} decide about fires, the rest is emitted, counted and traced. Told
 * which rule and instance are at work by {@link #about}.
 */
final class Emission implements Firing {
  private final CustomerState state;
  private final Effects effects;
  private final @Nullable JourneyStep step;
  private final @Nullable RuleMeter meter;
  private final @Nullable Narration narration;
  private @Nullable CompiledRule compiled;
  private @Nullable Instance instance;

  /** Whether the effects are at work. */
  private boolean telling;

  /**
   * @param step told what fires; null if no journey is kept
   * @param meter told whose turn it is; null if nobody measures
   */
  Emission(
      CustomerState state,
      @Nullable Event event,
      long at,
      Effects effects,
      @Nullable JourneyStep step,
      @Nullable RuleMeter meter,
      @Nullable Trace trace) {
    this.state = state;
    this.effects = effects;
    this.step = step;
    this.meter = meter;
    this.narration = trace == null ? null : new Narration(trace, event, at);
  }

  void about(CompiledRule rule) {
    compiled = rule;
    instance = null;
    if (meter != null) {
      measure(meter, rule);
    }
    if (narration != null) {
      narration.about(rule);
    }
  }

  private static void measure(RuleMeter meter, CompiledRule rule) {
    if (rule.isCue()) {
      meter.ends();
    } else {
      meter.begins(rule.rule().id());
    }
  }

  /** No rule is at work any more. */
  void done() {
    if (meter != null) {
      meter.ends();
    }
  }

  /**
   * The rule at work has thrown. Who receives the effects decides whether that ends all; what they
   * have thrown themselves is nobody's fault here, and what a cue has is the journey's.
   */
  void fail(Throwable why) {
    RuntimeException thrown = RuleFailures.thrown(why);
    if (telling || compiled().isCue()) {
      throw thrown;
    }
    note("fails, and takes no part any more: " + thrown);
    effects.failed(rule().id(), rule().version(), thrown);
  }

  void about(Instance target) {
    instance = target;
    if (narration != null) {
      narration.about(target.key());
    }
  }

  private CompiledRule compiled() {
    return Objects.requireNonNull(compiled);
  }

  private Rule rule() {
    return compiled().rule();
  }

  @Override
  public @Nullable Fire fire(
      long occurredAt, @Nullable Severity level, Moment last, List<Evidence> evidence) {
    if (compiled().isCue()) {
      mean();
      return null;
    }
    Severity severity = level == null ? rule().severity() : level;
    Instance target = Objects.requireNonNull(instance);
    if (!conditionsHold(occurredAt) || isCoolingDown(target, occurredAt, severity)) {
      return null;
    }
    String id = SignalId.of(rule(), state.customerId(), target.key(), last);
    Fire fire = new Fire(id, occurredAt, last, evidence, severity);
    if (compiled().usefulUntil(fire, true) >= occurredAt) {
      if (target.fires().size() == Instance.MAX_FIRES) {
        target.fires().remove(0);
        capped();
      }
      target.keep(fire);
    }
    if (isTraced()) {
      note("fires at " + Words.time(occurredAt) + ", " + lower(severity));
    }
    emit(fire, Status.FIRED, occurredAt, severity);
    return fire;
  }

  /** A cue has come. */
  void mean() {
    Objects.requireNonNull(step).apply(compiled().meanings().get(0));
  }

  private boolean isWait() {
    return rule().when() instanceof Pattern.Wait;
  }

  private boolean conditionsHold(long occurredAt) {
    List<Condition> conditions = rule().onlyIf();
    if (conditions.isEmpty()) {
      return true;
    }
    RuleState rules = state.ruleOrNew(compiled());
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      if (rules.seen(i).anyIn(occurredAt - condition.within(), occurredAt) != condition.seen()) {
        count(Occurrence.SUPPRESSED_BY_CONDITION);
        if (isTraced()) {
          note(
              "would fire at "
                  + Words.time(occurredAt)
                  + ", but only_if does not hold: "
                  + (condition.seen() ? "seen " : "not_seen ")
                  + Words.selector(condition.of())
                  + " within "
                  + Words.span(condition.within())
                  + "; "
                  + rules.seen(i).describe());
        }
        return false;
      }
    }
    return true;
  }

  private boolean isCoolingDown(Instance target, long occurredAt, Severity severity) {
    Cooldown cooldown = Cooldown.of(state, compiled(), target, occurredAt, severity);
    if (cooldown == null) {
      return false;
    }
    count(Occurrence.SUPPRESSED_BY_COOLDOWN);
    if (isTraced()) {
      long since = cooldown.since().occurredAt();
      note(
          "would fire at "
              + Words.time(occurredAt)
              + ", but the cooldown of "
              + Words.span(cooldown.lasts())
              + " since the fire of "
              + Words.time(since)
              + " lasts until "
              + Words.time(since + cooldown.lasts())
              + ", and "
              + lower(severity)
              + " is not above "
              + lower(cooldown.since().highest()));
    }
    return true;
  }

  @Override
  public void escalate(Fire fire, long occurredAt, Severity severity) {
    fire.escalate(severity);
    Fire last = Objects.requireNonNull(instance).lastFire();
    if (last != null) {
      last.noteEmitted(severity);
    }
    if (isTraced()) {
      note("escalates the fire of " + Words.time(fire.occurredAt()) + " to " + lower(severity));
    }
    emit(fire, Status.ESCALATED, occurredAt, severity);
  }

  void resolve(Fire fire, Event event) {
    fire.resolve();
    if (isTraced()) {
      note("resolves the fire of " + Words.time(fire.occurredAt()));
    }
    emit(fire, Status.RESOLVED, event.time(), fire.severity());
  }

  @Override
  public void retract(Fire fire, Event event) {
    boolean tooOld = state.horizon() - fire.occurredAt() > rule().resolveWithin();
    if (isTraced()) {
      note(
          "would have prevented the fire of "
              + Words.time(fire.occurredAt())
              + (tooOld
                  ? ", which is older than resolve_within and stays"
                  : ", which is retracted"));
    }
    if (!tooOld) {
      Objects.requireNonNull(instance).fires().remove(fire);
      emit(fire, Status.RETRACTED, event.time(), fire.severity());
    }
  }

  @Override
  public void unreadableDeadline() {
    count(Occurrence.UNREADABLE_DEADLINE);
    if (isTraced()) {
      note("opens nothing: the deadline it should name is missing or unreadable");
    }
  }

  @Override
  public void expressionError() {
    count(Occurrence.EXPRESSION_ERROR);
  }

  @Override
  public void capped() {
    count(Occurrence.CAPPED);
    if (isTraced()) {
      note("a bound is reached: the oldest state is dropped");
    }
  }

  @Override
  public boolean isTraced() {
    return narration != null;
  }

  @Override
  public void note(String words) {
    if (narration != null) {
      narration.note(words);
    }
  }

  /** Ends what is told about a rule: if nothing has been said, that nothing has changed. */
  void noteIfSilent(String words) {
    if (narration != null && narration.isSilent()) {
      narration.note(words);
    }
  }

  private static String lower(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** What live friction feels like. */
  private void affect(Status status, Severity severity) {
    if (step == null || rule().mode() != Mode.LIVE) {
      return;
    }
    if (status == Status.FIRED) {
      step.fired(compiled().meanings());
    }
    if (rule().kind() == Kind.FRICTION) {
      switch (status) {
        case FIRED, ESCALATED -> step.friction(severity);
        case RESOLVED -> step.recovery(severity);
        case RETRACTED -> {}
      }
    }
  }

  private void emit(Fire fire, Status status, long occurredAt, Severity severity) {
    Rule rule = rule();
    affect(status, severity);
    telling = true;
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
            state.journeyAt(occurredAt)));
    telling = false;
  }

  private void count(Occurrence occurrence) {
    telling = true;
    effects.count(rule().id(), occurrence);
    telling = false;
  }
}
