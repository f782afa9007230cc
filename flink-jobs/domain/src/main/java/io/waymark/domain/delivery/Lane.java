package io.waymark.domain.delivery;

import io.waymark.domain.delivery.Attempt.Status;
import io.waymark.domain.delivery.LaneFlights.Flight;
import io.waymark.domain.delivery.Pending.Arrival;
import io.waymark.domain.delivery.Pending.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of one destination: (state, input, now) to (state', effects, wakeAt). A message is
 * pending, then in flight, then delivered, or pending again until {@link RetrySchedule} gives it up
 * or it expires. First attempts are made in the order of arrival, no more at a time than the
 * destination takes.
 *
 * <p>Of one trigger or alert only the newest counts: what comes later ends what waits, and waits
 * for what is in flight, which is then not tried again. So nothing is told after what came of it:
 * not after a restart either, for what was to be stopped while it was in flight is then not sent
 * again. But what came since the checkpoint that a job goes back to comes again, and is told again
 * in its order: what was first, and then what came of it.
 *
 * <p>Time never goes back in a lane, whatever the clock does. Bodies are kept elsewhere; what is
 * here of a message is 500 bytes on the heap. A lane holds {@link #LIMIT} messages.
 */
public final class Lane {
  /**
   * Messages that wait in a lane at most; those that find it full are dead. It bounds the heap that
   * a destination takes, which has the index of what waits: 100 MB.
   */
  public static final int LIMIT = 200_000;

  /**
   * Messages that end in one step for want of time or of a destination; the next are due at once.
   */
  public static final int PORTION = 1_000;

  /** What {@link #wakeAt} answers when there is nothing to wait for. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int REFUSALS = 3;

  private final Destination destination;
  private final int limit;
  private final Readiness readiness;
  private final LaneQueue queue = new LaneQueue();
  private final LaneFlights inFlight = new LaneFlights();

  /** What was not to be tried again when the job went down. */
  private final List<Pending> stopped = new ArrayList<>();

  private long next;
  private long time = Long.MIN_VALUE;

  /** What a lane wants done. */
  public interface Effects {
    /** Remember it, in place of what was known of it. */
    void keep(Pending pending);

    /** Forget it and its body. */
    void remove(Pending pending);

    void keep(LaneHealth health);

    /** Begin an attempt, and tell {@link Lane#answered} what came of it. */
    void send(Pending pending);

    /**
     * Let it be known what became of it. Comes before it is removed.
     *
     * @param reply of the attempt that led to this, if one did
     * @param reason why, if the reply does not say it
     * @param nextAt when it is tried again, if it is
     */
    void tell(
        Pending pending,
        Status status,
        @Nullable Reply reply,
        @Nullable String reason,
        @Nullable Long nextAt);

    /** Say aloud that nothing is sent any more. */
    void disabled(String reason);
  }

  /**
   * A lane as it was. What was in flight then is sent again.
   *
   * @param kept what {@link Effects} were told to keep
   */
  public Lane(Destination destination, Collection<Pending> kept, LaneHealth health) {
    this(destination, kept, health, LIMIT);
  }

  Lane(Destination destination, Collection<Pending> kept, LaneHealth health, int limit) {
    this.destination = destination;
    this.limit = limit;
    this.readiness = new Readiness(destination.perSecond(), health);
    for (Pending pending : kept) {
      if (pending.stop() != null) {
        stopped.add(pending);
      } else {
        // Whether it was in flight when the job went down, nobody knows.
        queue.add(pending.standing() == Standing.NEW ? pending.with(Standing.BEGUN) : pending);
      }
      next = Math.max(next, pending.number() + 1);
    }
  }

  /** The number that the next arrival gets. */
  public long next() {
    return next;
  }

  /** Takes a message in. One that is here already changes nothing. */
  public void add(Arrival arrival, long now, Effects effects) {
    pass(now, effects);
    Pending pending = Pending.of(next++, arrival, time);
    if (queue.find(pending.id()) != null || inFlight.find(pending.id()) != null) {
      effects.remove(pending);
      return;
    }
    if (arrival.redelivered()) {
      readiness.trust(effects);
    }
    if (!arrival.annuls() && isOutdated(pending)) {
      end(pending, Status.CANCELLED, null, "superseded", effects);
      return;
    }
    boolean unseen = isUnseen(pending.subjectId());
    forget(pending.subjectId(), arrival.annuls() ? "annulled" : "superseded", effects);
    if (arrival.annuls() && unseen) {
      end(pending, Status.CANCELLED, null, "annulled", effects);
    } else if (time >= pending.expiresAt()) {
      end(pending, Status.EXPIRED, null, pending.lapse(), effects);
    } else if (readiness.isDisabled()) {
      end(pending, Status.DISABLED, null, readiness.disabled(), effects);
    } else if (queue.size() + inFlight.size() >= limit) {
      end(pending, Status.DEAD, null, "overflow", effects);
    } else {
      effects.keep(pending);
      queue.add(pending);
    }
    pump(effects);
  }

  /** Takes back what has not been delivered. */
  public void withdraw(String id, String reason, long now, Effects effects) {
    pass(now, effects);
    Pending pending = queue.find(id);
    if (pending != null && pending.standing() != Standing.WITHDRAWN) {
      withdraw(pending, reason, effects);
    }
    stop(inFlight.find(id), reason, effects);
    pump(effects);
  }

  /** Takes back what has not been delivered of a trigger or alert. */
  public void forget(String subjectId, String reason, long now, Effects effects) {
    pass(now, effects);
    forget(subjectId, reason, effects);
    pump(effects);
  }

  /** Takes the answer to an attempt into account. */
  public void answered(String id, Reply reply, long now, Effects effects) {
    pass(now, effects);
    Flight flight = inFlight.remove(id);
    if (flight == null) {
      throw new IllegalStateException("nobody sent " + id);
    }
    queue.release(flight.pending().subjectId());
    ReplyKind kind = ReplyKind.of(reply);
    readiness.learn(flight.begun(), kind, reply, time, effects);
    if (kind == ReplyKind.DELIVERED) {
      delivered(flight, reply, effects);
    } else {
      failed(flight, kind, reply, effects);
    }
    pump(effects);
  }

  /** Does what is due. */
  public void wake(long now, Effects effects) {
    pass(now, effects);
    pump(effects);
  }

  /** When {@link #wake} has something to do, if nothing else happens; perhaps before now. */
  public long wakeAt() {
    if (readiness.isDisabled()) {
      return queue.isEmpty() ? NEVER : time;
    }
    return Math.min(sendAt(), queue.expiresAt());
  }

  /** Messages that wait to be told: neither what is only told again nor what was taken back. */
  public int pending() {
    return queue.untold();
  }

  /** When the one of them came that has waited longest; {@link #NEVER} if none waits. */
  public long oldestArrival() {
    return queue.oldestArrival();
  }

  public int inFlight() {
    return inFlight.size();
  }

  public CircuitBreaker.State breaker() {
    return readiness.breaker();
  }

  /** Whether nothing is sent any more. */
  public boolean isDisabled() {
    return readiness.isDisabled();
  }

  private void pass(long now, Effects effects) {
    time = Math.max(time, now);
    for (Pending last : stopped) {
      end(last, Status.CANCELLED, null, last.stop(), effects);
    }
    stopped.clear();
    for (int ended = 0; ended < PORTION && queue.expiresAt() <= time; ended++) {
      Pending late = queue.pollExpiring();
      end(late, Status.EXPIRED, null, late.lapse(), effects);
    }
  }

  /** Sends what is due. What can't be sent any more ends, before anything else is sent. */
  private void pump(Effects effects) {
    String disabled = readiness.disabled();
    for (int ended = 0; disabled != null && ended < PORTION && !queue.isEmpty(); ended++) {
      end(queue.pollOldest(), Status.DISABLED, null, disabled, effects);
    }
    while (queue.expiresAt() > time && sendAt() <= time) {
      Pending due = queue.pollDue();
      Pending begun = due.standing() == Standing.NEW ? due.with(Standing.BEGUN) : due;
      inFlight.put(new Flight(begun, readiness.begin(time)));
      effects.send(begun);
    }
  }

  private long sendAt() {
    return inFlight.size() >= destination.concurrency()
        ? NEVER
        : Math.max(queue.dueAt(), readiness.permitsAt());
  }

  /** Whether something later is here of the same subject. */
  private boolean isOutdated(Pending pending) {
    Pending waiting = queue.of(pending.subjectId());
    Flight flight = inFlight.of(pending.subjectId());
    return (waiting != null && waiting.createdAt() > pending.createdAt())
        || (flight != null && flight.pending().createdAt() > pending.createdAt());
  }

  /** Whether what is here of the subject has been seen by nobody, nor ever will be. */
  private boolean isUnseen(String subjectId) {
    Pending waiting = queue.of(subjectId);
    return waiting != null
        && inFlight.of(subjectId) == null
        && (waiting.standing() == Standing.NEW || waiting.standing() == Standing.WITHDRAWN);
  }

  private void forget(String subjectId, String reason, Effects effects) {
    Pending waiting = queue.of(subjectId);
    if (waiting != null) {
      queue.remove(waiting);
      end(waiting, Status.CANCELLED, null, reason, effects);
    }
    stop(inFlight.of(subjectId), reason, effects);
  }

  private void stop(@Nullable Flight flight, String reason, Effects effects) {
    if (flight != null && flight.pending().stop() == null) {
      Pending last = flight.pending().stopped(reason);
      inFlight.put(new Flight(last, flight.begun()));
      effects.keep(last);
    }
  }

  private void withdraw(Pending pending, String reason, Effects effects) {
    queue.remove(pending);
    if (pending.standing() != Standing.NEW) {
      end(pending, Status.CANCELLED, null, reason, effects);
      return;
    }
    effects.tell(pending, Status.CANCELLED, null, reason, null);
    Pending withdrawn = pending.with(Standing.WITHDRAWN).dueAt(NEVER);
    effects.keep(withdrawn);
    queue.add(withdrawn);
  }

  private void delivered(Flight flight, Reply reply, Effects effects) {
    Pending pending = flight.pending();
    effects.tell(pending.answered(false), Status.DELIVERED, reply, null, null);
    long again = time + destination.resend();
    if (pending.stop() == null
        && pending.repeats()
        && again < Math.min(pending.repeatUntil(), pending.expiresAt())) {
      Pending repeated = pending.delivered().dueAt(again);
      effects.keep(repeated);
      queue.add(repeated);
    } else {
      effects.remove(pending);
    }
  }

  private void failed(Flight flight, ReplyKind kind, Reply reply, Effects effects) {
    Pending pending = flight.pending().answered(kind == ReplyKind.REFUSED);
    if (pending.stop() != null) {
      end(pending, Status.CANCELLED, reply, pending.stop(), effects);
    } else if (readiness.isDisabled()) {
      end(pending, Status.DISABLED, reply, readiness.disabled(), effects);
    } else if (kind == ReplyKind.UNSENDABLE || pending.refusals() >= REFUSALS) {
      end(pending, Status.DEAD, reply, null, effects);
    } else {
      retry(pending, reply, effects);
    }
  }

  private void retry(Pending pending, Reply reply, Effects effects) {
    OptionalLong wait =
        pending.repeats()
            ? OptionalLong.of(
                RetrySchedule.waitWithin(destination.resend(), pending.attempts(), pending.id()))
            : RetrySchedule.waitAfter(pending.attempts(), pending.id());
    if (wait.isEmpty()) {
      end(pending, Status.DEAD, reply, null, effects);
      return;
    }
    long at = Math.max(time + wait.getAsLong(), readiness.quietUntil());
    if (at >= pending.expiresAt()) {
      end(pending, Status.EXPIRED, reply, pending.lapse(), effects);
      return;
    }
    effects.tell(pending, Status.FAILED, reply, null, at);
    Pending later = pending.dueAt(at);
    effects.keep(later);
    queue.add(later);
  }

  /** Of what was delivered, or withdrawn, the last word has been told before. */
  private void end(
      Pending pending,
      Status status,
      @Nullable Reply reply,
      @Nullable String reason,
      Effects effects) {
    if (pending.isOpen()) {
      effects.tell(pending, status, reply, reason, null);
    }
    effects.remove(pending);
  }
}
