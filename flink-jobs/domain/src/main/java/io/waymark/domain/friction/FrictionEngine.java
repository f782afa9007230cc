package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a catalogue, compiled, and their evaluation over one customer's events: (state,
 * input, time) to (state', effects, wakeAt). Events are offered in {@link Event#ORDER}; due
 * deadlines fire in between by themselves. Immutable after construction; one instance serves all
 * customers of a thread.
 */
public final class FrictionEngine {
  /** What {@link #wakeAt} answers when nothing is pending. */
  public static final long NEVER = Long.MAX_VALUE;

  public FrictionEngine(List<Rule> rules, Limits limits) {}

  /** The state of a customer never seen before. */
  public CustomerState newCustomer(String customerId) {
    throw new UnsupportedOperationException();
  }

  /** Reads a state of any released version. */
  public CustomerState read(String customerId, byte[] stored) {
    throw new UnsupportedOperationException();
  }

  /**
   * The state as compact bytes whose first one is the version of the layout; null if there is
   * nothing to keep.
   */
  public byte @Nullable [] write(CustomerState state) {
    throw new UnsupportedOperationException();
  }

  /** Offers an event: first fires the deadlines before its time, then evaluates it. */
  public Verdict accept(CustomerState state, Event event, Effects effects) {
    throw new UnsupportedOperationException();
  }

  /**
   * Fires the deadlines up to and including {@code time}, the time until which all events are
   * known.
   */
  public void advance(CustomerState state, long time, Effects effects) {
    throw new UnsupportedOperationException();
  }

  /** The earliest time at which {@link #advance} has something to do, or {@link #NEVER}. */
  public long wakeAt(CustomerState state) {
    throw new UnsupportedOperationException();
  }
}
