package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CompiledRule.Parts;
import io.waymark.domain.rule.Rule;
import java.util.Comparator;
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
    byte[] bytes = state.write();
    if (bytes.length <= limits.stateBytes()) {
      return bytes;
    }
    for (RuleState rule : state.rules()) {
      rule.instances().forEach(instance -> instance.match().forgetEvidence());
      effects.count(rule.rule().rule().id(), Effects.Occurrence.CAPPED);
    }
    bytes = state.write();
    while (bytes.length > limits.stateBytes()) {
      RuleState largest =
          state.rules().stream()
              .max(Comparator.comparingInt(rule -> rule.instances().size()))
              .filter(RuleState::dropOldest)
              .orElse(null);
      if (largest == null) {
        return bytes;
      }
      effects.count(largest.rule().rule().id(), Effects.Occurrence.CAPPED);
      bytes = state.write();
    }
    return bytes;
  }

  /** Offers an event: first fires the deadlines before its time, then evaluates it. */
  public Verdict accept(CustomerState state, Event event, Effects effects) {
    long hash = Fingerprint.of(event.id());
    if (state.recentIds().contains(hash)) {
      return Verdict.DUPLICATE;
    }
    boolean late = state.isLate(event);
    if (!late) {
      fireUpTo(state, event.time() - 1, effects);
      state.evaluated(event);
    }
    state.recentIds().add(hash, event.time(), event.time() - limits.outOfOrderness());
    Fact fact = Facts.of(event);
    if (fact != null) {
      effects.fact(fact);
    }
    for (Parts parts : index.of(event.type())) {
      if (parts.rule().takes(event.time())) {
        var evaluation = new RuleEvaluation(state, parts.rule(), event, limits, effects, trace);
        if (late) {
          evaluation.late(parts);
        } else {
          evaluation.inOrder(parts);
        }
      }
    }
    return late ? Verdict.LATE : Verdict.EVALUATED;
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
      new RuleEvaluation(state, due.rule(), null, limits, effects, trace).expire(due, next);
    }
  }
}
