package io.waymark.domain.delivery;

import io.waymark.domain.delivery.Attempt.Status;
import io.waymark.domain.delivery.Pending.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A lane whose clock goes when it is told to, with a memory in place of the state backend. */
final class LaneAtWork implements Lane.Effects {
  static final Reply OK = new Reply(200, null, null);
  static final Reply DOWN = new Reply(503, null, null);
  static final Reply TIMEOUT = new Reply(0, null, "timeout");

  private final Destination destination;
  private final int limit;
  private Lane lane;
  private final Map<Long, Pending> kept = new TreeMap<>();
  private LaneHealth health = LaneHealth.GOOD;
  long now = DeliveryStory.TEN;
  private long latest = now;

  /** Ids, in the order of sending. */
  final List<String> sent = new ArrayList<>();

  final Set<String> inFlight = new LinkedHashSet<>();
  private final Set<String> subjects = new HashSet<>();
  private final Map<String, String> subjectOf = new HashMap<>();

  /** "id status reason". */
  final List<String> told = new ArrayList<>();

  final List<Long> retries = new ArrayList<>();
  final List<String> disabled = new ArrayList<>();

  LaneAtWork(Destination destination) {
    this(destination, Lane.LIMIT);
  }

  LaneAtWork(Destination destination, int limit) {
    this.destination = destination;
    this.limit = limit;
    this.lane = new Lane(destination, kept.values(), health, limit);
  }

  LaneAtWork add(Dispatch... dispatches) {
    for (Dispatch dispatch : dispatches) {
      add(dispatch, false, false, 0);
    }
    return this;
  }

  void add(Dispatch dispatch, boolean annuls, boolean redelivered, long repeatFor) {
    lane.add(
        new Arrival(dispatch.message(), dispatch.subjectId(), annuls, redelivered, repeatFor),
        now,
        this);
  }

  /** Takes back what was said of the same subject. */
  void annul(Dispatch dispatch) {
    add(dispatch, true, false, 0);
  }

  void forget(String subjectId) {
    lane.forget(subjectId, "erased", now, this);
  }

  void withdraw(String id) {
    lane.withdraw(id, "no_consent", now, this);
  }

  LaneAtWork answer(String id, Reply reply) {
    inFlight.remove(id);
    subjects.remove(subjectOf.get(id));
    lane.answered(id, reply, now, this);
    return this;
  }

  /** Time passes, and the lane is woken whenever it wants to be. */
  LaneAtWork pass(long millis) {
    long until = now + millis;
    while (lane.wakeAt() <= until) {
      now = Math.max(now, lane.wakeAt());
      lane.wake(now, this);
    }
    now = until;
    return this;
  }

  /** What is kept of a lane. */
  record Checkpoint(Map<Long, Pending> kept, LaneHealth health) {}

  Checkpoint checkpoint() {
    return new Checkpoint(Map.copyOf(kept), health);
  }

  /** The job goes down and comes up again with all that was kept. */
  LaneAtWork crash() {
    return restore(checkpoint());
  }

  /** The job goes down and comes up again as it was. */
  LaneAtWork restore(Checkpoint checkpoint) {
    kept.clear();
    kept.putAll(checkpoint.kept());
    health = checkpoint.health();
    inFlight.clear();
    subjects.clear();
    lane = new Lane(destination, List.copyOf(kept.values()), health, limit);
    lane.wake(now, this);
    return this;
  }

  Lane lane() {
    return lane;
  }

  int stored() {
    return kept.size();
  }

  @Override
  public void keep(Pending pending) {
    kept.put(pending.number(), pending);
  }

  @Override
  public void remove(Pending pending) {
    kept.remove(pending.number());
  }

  @Override
  public void keep(LaneHealth health) {
    this.health = health;
  }

  @Override
  public void send(Pending pending) {
    if (!inFlight.add(pending.id())) {
      throw new AssertionError("under way twice: " + pending.id());
    }
    if (!subjects.add(pending.subjectId())) {
      throw new AssertionError("overtakes: " + pending.id());
    }
    subjectOf.put(pending.id(), pending.subjectId());
    latest = Math.max(latest, now);
    if (latest >= pending.expiresAt() || latest < pending.dueAt()) {
      throw new AssertionError("sent out of time: " + pending);
    }
    sent.add(pending.id());
  }

  @Override
  public void tell(
      Pending pending,
      Status status,
      @Nullable Reply reply,
      @Nullable String reason,
      @Nullable Long nextAt) {
    told.add(pending.id() + " " + status + (reason == null ? "" : " " + reason));
    if (nextAt != null) {
      retries.add(nextAt);
    }
  }

  @Override
  public void disabled(String reason) {
    disabled.add(reason);
  }
}
