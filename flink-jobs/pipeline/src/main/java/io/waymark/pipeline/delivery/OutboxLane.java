package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.CircuitBreaker;
import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Lane;
import io.waymark.domain.delivery.LaneHealth;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Pending;
import io.waymark.domain.delivery.Pending.Arrival;
import io.waymark.domain.delivery.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A destination's lane at work: what it wants kept is written at once, so that a checkpoint has
 * nothing to wait for. Every method needs the lane's key to be the current one.
 */
final class OutboxLane implements Lane.Effects {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxLane.class);
  private static final String RESOLVED = "alert.resolved";
  private static final String OF_TRIGGER = "trigger.";
  private static final String CANCELLED = "trigger.cancelled";
  private static final long RESOLVED_REPEATS = 5 * 60_000;

  private final Destination destination;
  private final OutboxState state;
  private final Exits exits;
  private final Lane lane;

  /** Of what is on its way, by id. */
  private final Map<String, Dispatch> inFlight = new HashMap<>();

  private long now;
  private @Nullable Long took;

  /** For other threads. */
  private volatile Figures figures =
      new Figures(0, 0, CircuitBreaker.State.CLOSED, false, Lane.NEVER);

  /** How a lane stands. */
  record Figures(
      int pending,
      int inFlight,
      CircuitBreaker.State breaker,
      boolean disabled,
      long oldestArrival) {}

  /** Where a lane's messages and news go. */
  interface Exits {
    void send(OutboxLane lane, Dispatch dispatch);

    void tell(Attempt attempt);
  }

  OutboxLane(Destination destination, OutboxState state, Exits exits) throws Exception {
    this.destination = destination;
    this.state = state;
    this.exits = exits;
    this.lane = new Lane(destination, state.allPending(), state.knownHealth());
  }

  /** The name of the destination, and the lane's key. */
  String destination() {
    return destination.name();
  }

  /** As of the last {@link #settle}; safe for use by several threads. */
  Figures figures() {
    return figures;
  }

  void deliver(Deliver order, long now) throws Exception {
    this.now = now;
    Dispatch dispatch = order.dispatch();
    state.dispatches().put(lane.next(), dispatch);
    lane.add(
        new Arrival(
            dispatch.message(),
            dispatch.subjectId(),
            dispatch.message().type().equals(CANCELLED),
            order.redelivered(),
            repeatFor(order)),
        now,
        this);
  }

  void withdraw(String id, String reason, long now) {
    this.now = now;
    lane.withdraw(id, reason, now, this);
  }

  void forget(String subjectId, String reason, long now) {
    this.now = now;
    lane.forget(subjectId, reason, now, this);
  }

  void answered(String id, Reply reply, long begunAt, long now) {
    this.now = now;
    took = now - begunAt;
    lane.answered(id, reply, now, this);
    took = null;
    inFlight.remove(id);
  }

  void wake(long now) {
    this.now = now;
    lane.wake(now, this);
  }

  /** Ends a step: when it is to be woken next, or {@link Lane#NEVER}. */
  long settle() {
    figures =
        new Figures(
            lane.pending(),
            lane.inFlight(),
            lane.breaker(),
            lane.isDisabled(),
            lane.oldestArrival());
    return lane.wakeAt();
  }

  /** Until its end is told, or a while after that; what somebody has sent again may have no end. */
  private long repeatFor(Deliver order) {
    Message message = order.dispatch().message();
    if (destination.resend() == 0 || message.type().startsWith(OF_TRIGGER)) {
      return 0;
    }
    if (message.type().equals(RESOLVED)) {
      return RESOLVED_REPEATS;
    }
    return order.redelivered() ? Math.max(1, message.expiresAt() - now) : Arrival.UNTIL_THE_NEXT;
  }

  @Override
  public void keep(Pending pending) {
    stored(pending.number(), number -> state.pending().put(number, pending));
    // Nobody is to find there what somebody wanted erased.
    if (pending.standing() == Pending.Standing.WITHDRAWN) {
      stored(pending.number(), number -> state.dispatches().remove(number));
    } else if (pending.stop() != null) {
      Dispatch last = dispatch(pending).withoutBody();
      stored(pending.number(), number -> state.dispatches().put(number, last));
    }
  }

  @Override
  public void remove(Pending pending) {
    stored(
        pending.number(),
        number -> {
          state.pending().remove(number);
          state.dispatches().remove(number);
        });
  }

  @Override
  public void keep(LaneHealth health) {
    try {
      state.health().update(health);
    } catch (Exception e) {
      throw unstored(e);
    }
  }

  @Override
  public void send(Pending pending) {
    Dispatch dispatch = dispatch(pending);
    inFlight.put(pending.id(), dispatch);
    exits.send(this, dispatch);
  }

  @Override
  public void tell(
      Pending pending,
      Attempt.Status status,
      @Nullable Reply reply,
      @Nullable String reason,
      @Nullable Long nextAt) {
    Dispatch dispatch = dispatch(pending);
    exits.tell(
        new Attempt(
            destination.name(),
            status,
            status.isReplayable() ? dispatch : dispatch.withoutBody(),
            pending.attempts(),
            reply == null || reply.status() == 0 ? null : reply.status(),
            reason == null && reply != null ? reply.failure() : reason,
            now,
            reply == null ? null : took,
            nextAt));
  }

  @Override
  public void disabled(String reason) {
    LOG.warn(
        "Destination {} is disabled: {}. What is for it is dead until somebody replays it.",
        destination.name(),
        reason.equals("gone") ? "it answered 410 Gone" : "it has failed for five days");
  }

  private Dispatch dispatch(Pending pending) {
    Dispatch known = inFlight.get(pending.id());
    if (known != null) {
      return known;
    }
    try {
      return Objects.requireNonNull(
          state.dispatches().get(pending.number()), "a message without its body");
    } catch (Exception e) {
      throw unstored(e);
    }
  }

  private interface Change {
    void at(Long number) throws Exception;
  }

  private static void stored(long number, Change change) {
    try {
      change.at(number);
    } catch (Exception e) {
      throw unstored(e);
    }
  }

  private static FlinkRuntimeException unstored(Exception cause) {
    return new FlinkRuntimeException("The outbox can't be read or written", cause);
  }
}
