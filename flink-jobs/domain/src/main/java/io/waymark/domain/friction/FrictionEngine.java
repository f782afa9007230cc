package io.waymark.domain.friction;

import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.journey.CustomerJourney;
import io.waymark.domain.journey.DerivedEvent;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.pattern.Words;
import io.waymark.domain.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a catalogue, compiled, and their evaluation over one customer's events: (state,
 * input, time) to (state', effects, wakeAt). Events are offered in {@link Event#ORDER}; due
 * deadlines fire in between by themselves. One instance serves all customers of one thread.
 *
 * <p>The cost of an event is that of the rules which name its type, whatever the size of the
 * catalogue.
 */
public final class FrictionEngine {
  /** What {@link #wakeAt} answers when nothing is pending. */
  public static final long NEVER = Long.MAX_VALUE;

  /** More bytes than most states have. */
  private static final int INITIAL_STATE = 4_096;

  private static final String DUPLICATE = "is a duplicate: an event with its id came before it";

  private final RuleIndex index;
  private final Limits limits;
  private final @Nullable JourneyModel model;
  private final @Nullable Trace trace;
  private final @Nullable RuleMeter meter;

  /** What states are written with, one after the other. */
  private final StateWriter writer = StateWriter.of(CustomerState.VERSION, 0, INITIAL_STATE);

  /** Rules alone: expressions see no journey, and no profile. */
  public FrictionEngine(List<Rule> rules, Limits limits) {
    this(rules, null, limits, null, null);
  }

  /** Rules alone, and {@code trace} is told each step of what the engine does. */
  public FrictionEngine(List<Rule> rules, Limits limits, @Nullable Trace trace) {
    this(rules, null, limits, trace, null);
  }

  /** Rules on top of journeys. */
  public FrictionEngine(List<Rule> rules, JourneyModel model, Limits limits) {
    this(rules, model, limits, null, null);
  }

  /**
   * The same, and {@code trace} is told each step of what the rules do.
   *
   * @param model null if no journey is kept
   */
  public FrictionEngine(
      List<Rule> rules, @Nullable JourneyModel model, Limits limits, @Nullable Trace trace) {
    this(rules, model, limits, trace, null);
  }

  /** The same, and {@code meter} finds out what they cost, if anybody asks. */
  public FrictionEngine(
      List<Rule> rules,
      @Nullable JourneyModel model,
      Limits limits,
      @Nullable Trace trace,
      @Nullable RuleMeter meter) {
    this.index = new RuleIndex(rules, model);
    this.model = model == null || asksForScores() ? model : model.withoutThresholds();
    this.limits = limits;
    this.trace = trace;
    this.meter = meter;
  }

  /** Whether a rule names the event that tells of them; what nobody asks for costs nothing. */
  private boolean asksForScores() {
    return index.ofDerived(DerivedEvent.SCORE_CROSSED) != null;
  }

  public Limits limits() {
    return limits;
  }

  /** Whether there are journeys beneath the rules. */
  public boolean keepsJourneys() {
    return model != null;
  }

  /** Whether the customer's profile says that it is an account for tests. */
  public boolean isTestAccount(CustomerState state) {
    CustomerJourney journey = state.journey();
    return journey != null && Boolean.TRUE.equals(journey.profile().get("test"));
  }

  /** The state of a customer never seen before. */
  public CustomerState newCustomer(String customerId) {
    return new CustomerState(customerId, model);
  }

  /**
   * Reads a state of any released version. What it knows of rules that are not in this catalogue is
   * dropped.
   *
   * @throws IllegalStateException if the bytes are damaged or of a newer release
   */
  public CustomerState read(String customerId, byte[] stored) {
    if (meter != null && meter.isNextJourney()) {
      CustomerState.weigh(customerId, stored, index, model, meter);
    }
    return CustomerState.read(customerId, stored, index, model);
  }

  /**
   * The state as compact bytes whose first one is the version of the layout. What cannot affect an
   * output any more is left out; above {@link Limits#stateBytes} evidence goes first, then the
   * instances touched least recently.
   */
  public byte[] write(CustomerState state, Effects effects) {
    RuleFailures failures = new RuleFailures(index, effects);
    state.settle(failures);
    return SizeCap.write(state, limits.stateBytes(), writer, effects, failures);
  }

  /** Offers an event: first fires the deadlines before its time, then evaluates it. */
  public Verdict accept(CustomerState state, Event event, Effects effects) {
    long hash = Fingerprint.of(event.id());
    if (state.recentIds().contains(hash)) {
      if (trace != null) {
        turn(state, event, event.time(), true, "", effects, null).leaveOut(event, DUPLICATE);
      }
      return Verdict.DUPLICATE;
    }
    boolean late = state.isLate(event);
    if (!late) {
      fireUpTo(state, event.time() - 1, effects);
    }
    Fact fact = Facts.of(event);
    if (fact != null) {
      effects.fact(fact);
    }
    Turn turn = turn(state, event, event.time(), late, "", effects, timed(event));
    if (!state.takesIn(event, late, limits.eventsPerMinute())) {
      if (trace != null) {
        turn.leaveOut(event, limited());
      }
      return Verdict.LIMITED;
    }
    if (!late && state.evaluated(event)) {
      state.settle(new RuleFailures(index, effects));
    }
    state.recentIds().add(hash, event.time(), state.lastEventTime() - limits.outOfOrderness());
    turn.run(event);
    return late ? Verdict.LATE : Verdict.EVALUATED;
  }

  private Turn turn(
      CustomerState state,
      @Nullable Event event,
      long time,
      boolean late,
      String cause,
      Effects effects,
      @Nullable RuleMeter timed) {
    return new Turn(state, event, time, late, cause, index, limits, effects, timed, trace);
  }

  /** Who takes the time of the event, or of a deadline; null if it is not its turn. */
  private @Nullable RuleMeter timed(@Nullable Event event) {
    return meter != null && (event == null ? meter.isNextDeadline() : meter.isNextEvent())
        ? meter
        : null;
  }

  /**
   * A customer's journey as it stands at a time, no earlier than the last event; null if none is
   * kept.
   */
  public @Nullable JourneySnapshot snapshot(CustomerState state, long time) {
    CustomerJourney journey = state.journey();
    return model == null || journey == null
        ? null
        : journey.snapshot(state.customerId(), time, model);
  }

  /** The same of what {@link #write} wrote, as of what was evaluated last. */
  public @Nullable JourneySnapshot snapshot(String customerId, byte[] stored) {
    CustomerState state = CustomerState.readJourney(customerId, stored, model);
    return snapshot(state, state.horizon());
  }

  private String limited() {
    return "is left out: "
        + Words.number(limits.eventsPerMinute())
        + " events of this customer came before it in this minute";
  }

  /**
   * Brings a journey to the event that makes it part of another one: fires the deadlines before it.
   *
   * @return the time up to which it has been evaluated then, that of the event or, if its place has
   *     passed, a later one
   */
  public long advanceTo(CustomerState state, Event event, Effects effects) {
    if (!state.isLate(event)) {
      fireUpTo(state, event.time() - 1, effects);
    }
    return Math.max(event.time(), state.horizon());
  }

  /**
   * Makes a journey part of this one, rule by rule and instance by instance: as if it had happened
   * to this customer, but nothing fires before the next match or deadline. It happens at its place
   * in the customer's order, directly before the event that says who it was; if that has passed,
   * now.
   */
  public void merge(CustomerState state, HandOver joined, Effects effects) {
    if (!state.hasPassed(joined.at(), joined.eventId())) {
      fireUpTo(state, joined.at() - 1, effects);
    }
    CustomerState from = read(Event.ANONYMOUS + joined.anonymousId(), joined.journey());
    long at = Math.max(joined.at(), state.horizon());
    List<String> refused = StateMerge.merge(state, from, at, index, limits, effects);
    effects.fact(Facts.merged(state.customerId(), joined, at));
    for (String purpose : refused) {
      effects.fact(Facts.refused(state.customerId(), joined, at, purpose));
    }
  }

  /**
   * Fires the deadlines up to and including {@code time}, the time until which all events are
   * known.
   */
  public void advance(CustomerState state, long time, Effects effects) {
    fireUpTo(state, time, effects);
  }

  /**
   * A time before which {@link #advance} has nothing to do, or {@link #NEVER}. It may be earlier
   * than the next deadline: advancing to it then changes nothing but this answer.
   */
  public long wakeAt(CustomerState state) {
    return state.wakeAt();
  }

  private void fireUpTo(CustomerState state, long time, Effects effects) {
    while (true) {
      // What fires may open something that is ended before the next deadline.
      long change = index.endsWhatIsOpen() ? Changeover.next(state) : NEVER;
      // A version takes effect before the events of its time, thus as the last thing of the
      // millisecond before.
      if (!fireNext(state, Math.min(time, change - 1), effects)) {
        if (change == NEVER || change - 1 > time) {
          return;
        }
        new Changeover(state, change, index, limits, effects, trace).run();
      }
    }
  }

  /** Fires the first deadline up to that time, and answers whether there was any. */
  private boolean fireNext(CustomerState state, long time, Effects effects) {
    if (state.wakeAt() <= time) {
      long next = state.journeyDeadline();
      RuleState due = null;
      for (RuleState rule : state.rules()) {
        long deadline = rule.deadline();
        if (deadline < next && !state.isPassed(rule)) {
          next = deadline;
          due = rule;
        }
      }
      state.wakeAt(next);
      if (next > time) {
        return false;
      }
      String cause = due == null ? "journey" : due.rule().name();
      Turn turn = turn(state, null, next, false, cause, effects, timed(null));
      if (due == null) {
        turn.expireJourney();
      } else {
        turn.expire(due);
      }
      return true;
    }
    return false;
  }
}
