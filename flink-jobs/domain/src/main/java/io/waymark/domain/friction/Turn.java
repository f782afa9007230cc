package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.journey.CustomerJourney;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.JourneyStep;
import io.waymark.domain.journey.Overlays;
import io.waymark.domain.rule.CustomerView;
import io.waymark.domain.rule.JourneyField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of one customer, or one deadline: first it changes the journey, then the rules look at
 * it, then at what follows from the journey.
 */
final class Turn implements CustomerView {
  /** Rules may be about what other rules have changed; round and round they may not go. */
  private static final int ROUNDS = 4;

  private final CustomerState state;
  private final @Nullable Event event;
  private final long time;
  private final boolean late;
  private final RuleIndex index;
  private final Limits limits;
  private final Effects effects;
  private final @Nullable RuleMeter meter;
  private final @Nullable Trace trace;
  private final @Nullable JourneyModel model;
  private final @Nullable CustomerJourney journey;
  private final @Nullable JourneyStep step;

  /** What expressions see; asked for rarely, and then often. */
  private @Nullable Journey seen;

  /**
   * @param event null at a deadline
   * @param time of the event or deadline
   * @param cause whose deadline it is; tells those of one time apart
   * @param meter told how long each rule takes; null if it is not this one's turn
   */
  Turn(
      CustomerState state,
      @Nullable Event event,
      long time,
      boolean late,
      String cause,
      RuleIndex index,
      Limits limits,
      Effects effects,
      @Nullable RuleMeter meter,
      @Nullable Trace trace) {
    this.state = state;
    this.event = event;
    this.time = time;
    this.late = late;
    this.index = index;
    this.limits = limits;
    this.effects = effects;
    this.meter = meter;
    this.trace = trace;
    this.model = state.model();
    this.journey = state.journey();
    this.step =
        model == null || journey == null
            ? null
            : new JourneyStep(
                model,
                journey,
                state.customerId(),
                event,
                time,
                late,
                cause,
                this::newJourneyId,
                state::forgetPassed);
  }

  private String newJourneyId() {
    String cause = event == null ? Long.toString(time) : event.id();
    return Fingerprint.hex(List.of("journey", state.customerId(), cause));
  }

  CustomerState state() {
    return state;
  }

  Limits limits() {
    return limits;
  }

  Emission emission(@Nullable Event about) {
    return new Emission(state, about, time, effects, step, meter, trace);
  }

  /** The event goes through the journey and all rules. */
  void run(Event known) {
    RuleIndex.OfType caring = index.of(known.type());
    RuleEvaluation evaluation = null;
    if (step != null) {
      beginSession(step.begin());
      if (caring.cues().any()) {
        evaluation = evaluation(known, false);
        evaluation.runCues(caring.cues());
      }
      seen = null;
    }
    if (caring.rules().any()) {
      evaluation = evaluation == null ? evaluation(known, false) : evaluation;
      evaluation.run(caring.rules());
    }
    follow();
  }

  /** A session begins before what happens in it: an exit ends what its beginning has led to. */
  private void beginSession(@Nullable Event started) {
    RuleIndex.OfType caring = started == null ? null : index.ofDerived(started.type());
    if (started != null && caring != null) {
      evaluation(started, true).runCues(caring.cues());
      seen = null;
    }
  }

  /** The deadline of a rule comes. */
  void expire(RuleState rule) {
    Expiry.run(this, rule, time);
    follow();
  }

  /** The deadline of the journey comes. */
  void expireJourney() {
    state.firedAt(time);
    if (step != null) {
      step.expire();
    }
    follow();
  }

  /** Evaluating the rule has thrown: it is asked nothing more, here and by other customers. */
  void leaveOut(CompiledRule failed) {
    index.fail(failed.rule());
  }

  /** Where those go that throw while none is evaluated. */
  RuleFailures failures() {
    return new RuleFailures(index, effects);
  }

  /** Tells the trace why no rule looks at the event. */
  void leaveOut(Event known, String why) {
    new RuleEvaluation(this, known, index.perLists(), true, false)
        .leaveOut(index.of(known.type()).rules(), why);
  }

  private void follow() {
    if (step == null) {
      return;
    }
    List<Event> follows = step.end();
    for (int round = 0; round < ROUNDS && !follows.isEmpty(); round++) {
      follows.forEach(this::offer);
      follows = step.end();
    }
    state.wakeByJourney();
  }

  private void offer(Event derived) {
    seen = null;
    RuleIndex.OfType caring = index.ofDerived(derived.type());
    if (caring != null) {
      evaluation(derived, true).run(caring.rules());
    }
  }

  private RuleEvaluation evaluation(Event of, boolean derived) {
    return new RuleEvaluation(this, of, index.perLists(), late, derived);
  }

  @Override
  public @Nullable Object journey(JourneyField field) {
    return switch (field) {
      case STAGE -> standing().stage();
      case EFFORT -> standing().effort();
      case EMOTION -> standing().emotion();
      case FRUSTRATION -> standing().frustration();
      case HEALTH, ACTIVITY, CONTACT, ORDERS -> overlay(field);
      case STAGE_MS -> journey == null ? null : journey.stageLasted(time);
      case SESSION_VIEWS ->
          model == null || journey == null ? null : journey.sessionViews(time, model);
      case SESSION_ENGAGED ->
          model == null || journey == null ? null : journey.sessionEngaged(time, model);
    };
  }

  private Journey standing() {
    if (seen == null) {
      seen = state.journeyAt(time);
    }
    return seen;
  }

  private @Nullable Object overlay(JourneyField field) {
    if (model == null || journey == null) {
      return null;
    }
    Overlays overlays = journey.overlays(time, model);
    return switch (field) {
      case HEALTH -> Overlays.word(overlays.health());
      case ACTIVITY -> Overlays.word(overlays.activity());
      case CONTACT -> Overlays.word(overlays.contact());
      default -> (long) overlays.orders();
    };
  }

  @Override
  public Map<String, Boolean> consents() {
    return journey == null ? Map.of() : journey.consents();
  }

  @Override
  public Map<String, @Nullable Object> profile() {
    return journey == null ? Map.of() : journey.profile();
  }
}
