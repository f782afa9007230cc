package io.waymark.domain.canary;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends probes and finds out what becomes of them. Pure: all times are the time of day, in epoch
 * milliseconds, and never go back. Serves one thread at a time.
 */
public final class CanaryWatch {
  /** A fire may come so long after its deadline: the wait for events out of order is in it. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** After so long nobody waits for a fire any more. */
  static final Duration GIVEN_UP = Duration.ofMinutes(10);

  /** What becomes of a probe: one of these, once. */
  public enum Outcome {
    /** It was noticed, at its very deadline, in time. */
    PROVEN,
    /** It was noticed too late to be of use. */
    LATE,
    /** It was noticed as of a moment that is not its deadline. */
    WRONG,
    /** Nobody noticed. */
    LOST,
    /** It could not be sent. */
    UNSENT
  }

  private final String name;
  private final Map<String, Long> deadlines = new LinkedHashMap<>();
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private long sent;
  private long provenAt;

  /**
   * @param name tells its probes from those of another watch, before or beside it
   * @param now from when on the first proof is waited for
   */
  public CanaryWatch(String name, long now) {
    this.name = name;
    this.provenAt = now;
  }

  /** The next probe: an event to be sent now. */
  public Event probe(long now) {
    String probe = name + "-" + ++sent;
    deadlines.put(probe, now + Canary.WITHIN.toMillis());
    return Canary.left(probe, now);
  }

  /** A probe could not be sent. */
  public void unsent(String probe) {
    if (deadlines.remove(probe) != null) {
      happened(Outcome.UNSENT);
    }
  }

  /** A signal has come; those of others, and repetitions, say nothing. */
  public void noticed(Signal signal, long now) {
    if (!Canary.is(signal.customerId()) || signal.status() != Signal.Status.FIRED) {
      return;
    }
    Long deadline = deadlines.remove(String.valueOf(signal.instance().get(Canary.PROBE)));
    if (deadline == null) {
      return;
    }
    if (signal.occurredAt() != deadline) {
      happened(Outcome.WRONG);
    } else if (now - deadline > PATIENCE.toMillis()) {
      happened(Outcome.LATE);
    } else {
      happened(Outcome.PROVEN);
      provenAt = now;
    }
  }

  /** Time goes on: gives up those that nobody will notice. */
  public void pass(long now) {
    deadlines
        .values()
        .removeIf(
            deadline -> {
              boolean lost = now - deadline > GIVEN_UP.toMillis();
              if (lost) {
                happened(Outcome.LOST);
              }
              return lost;
            });
  }

  /** Milliseconds since the last proof; since the start if there was none. */
  public long age(long now) {
    return Math.max(0, now - provenAt);
  }

  /** To how many probes this has happened. */
  public long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  private void happened(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }
}
