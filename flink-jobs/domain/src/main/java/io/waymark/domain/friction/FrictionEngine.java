package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.pattern.Words;
import io.waymark.domain.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a catalogue, compiled, and their evaluation over one customer's events: (state,
 * input, time) to (state', effects, wakeAt). Events are offered in {@link Event#ORDER}; due
 * deadlines fire in between by themselves. Immutable after construction; one instance serves all
 * customers of a thread.
 *
 * <p>The cost of an event is that of the rules which name its type, whatever the size of the
 * catalogue.
 */
public final class FrictionEngine {
  /** What {@link #wakeAt} answers when nothing is pending. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final String DUPLICATE = "is a duplicate: an event with its id came before it";

  private final RuleIndex index;
  private final Limits limits;
  private final @Nullable Trace trace;

  public FrictionEngine(List<Rule> rules, Limits limits) {
    this(rules, limits, null);
  }

  /** An engine that tells {@code trace} each step of what it does. */
  public FrictionEngine(List<Rule> rules, Limits limits, @Nullable Trace trace) {
    this.index = new RuleIndex(rules);
    this.limits = limits;
    this.trace = trace;
  }

  /** The state of a customer never seen before. */
  public CustomerState newCustomer(String customerId) {
    return new CustomerState(customerId);
  }

  /**
   * Reads a state of any released version. What it knows of rules that are not in this catalogue is
   * dropped.
   *
   * @throws IllegalStateException if the bytes are damaged or of a newer release
   */
  public CustomerState read(String customerId, byte[] stored) {
    return CustomerState.read(customerId, stored, index);
  }

  /**
   * The state as compact bytes whose first one is the version of the layout. What cannot affect an
   * output any more is left out; above {@link Limits#stateBytes} evidence goes first, then the
   * instances touched least recently.
   */
  public byte[] write(CustomerState state, Effects effects) {
    state.settle();
    return SizeCap.write(state, limits.stateBytes(), effects);
  }

  /** Offers an event: first fires the deadlines before its time, then evaluates it. */
  public Verdict accept(CustomerState state, Event event, Effects effects) {
    Candidates candidates = index.of(event.type());
    long hash = Fingerprint.of(event.id());
    if (state.recentIds().contains(hash)) {
      if (trace != null) {
        evaluation(state, event, true, effects).leaveOut(candidates, DUPLICATE);
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
    if (!state.takesIn(event, late, limits.eventsPerMinute())) {
      if (trace != null) {
        evaluation(state, event, late, effects).leaveOut(candidates, limited());
      }
      return Verdict.LIMITED;
    }
    if (!late) {
      state.evaluated(event);
    }
    state.recentIds().add(hash, event.time(), state.lastEventTime() - limits.outOfOrderness());
    if (candidates.all().length > 0) {
      evaluation(state, event, late, effects).run(candidates);
    }
    return late ? Verdict.LATE : Verdict.EVALUATED;
  }

  private RuleEvaluation evaluation(
      CustomerState state, Event event, boolean late, Effects effects) {
    return new RuleEvaluation(state, event, index.perLists(), late, limits, effects, trace);
  }

  private String limited() {
    return "is left out: "
        + Words.number(limits.eventsPerMinute())
        + " events of this customer came before it in this minute";
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
    while (state.wakeAt() <= time) {
      long next = NEVER;
      RuleState due = null;
      for (RuleState rule : state.rules()) {
        long deadline = rule.deadline();
        if (deadline < next) {
          next = deadline;
          due = rule;
        }
      }
      state.wakeAt(next);
      if (due == null || next > time) {
        return;
      }
      RuleEvaluation.expire(state, due, next, effects, trace);
    }
  }
}
