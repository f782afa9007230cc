package io.waymark.domain.journey;

import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer waited for, between two events that say so, whether or not a rule noticed it.
 *
 * @param from what began it
 * @param to what ended it; null while it lasts
 * @param until when that was; of a wait that lasts, the time that was asked for
 */
public record Wait(Kind kind, Touchpoint from, @Nullable Touchpoint to, long until, End end) {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /**
   * What is waited for: which event begins it, which end it and how, and for how long it is taken
   * to last while nothing is heard of its end; in queues as in their figures.
   */
  public enum Kind {
    /** For a person on the phone. */
    CALL("call_queued", true, Duration.ofHours(1), inQueue("call_answered", "call_left")),
    /** For a person in the chat. */
    CHAT("chat_queued", true, Duration.ofMinutes(30), inQueue("chat_answered", "chat_left")),
    /** For a number to be called. */
    COUNTER(
        "queue_ticket_issued",
        true,
        Duration.ofHours(4),
        inQueue("queue_ticket_served", "queue_ticket_left")),
    /** On hold on the phone. */
    CALL_HOLD("call_hold_started", true, Duration.ofHours(1), Map.of("call_hold_ended", End.OVER)),
    /** On hold in the chat. */
    CHAT_HOLD("chat_hold_started", true, Duration.ofHours(1), Map.of("chat_hold_ended", End.OVER)),
    /** For a call that was asked for. */
    CALLBACK(
        "callback_requested",
        true,
        Duration.ofDays(7),
        Map.of("callback_connected", End.ANSWERED, "callback_cancelled", End.CANCELLED)),
    /** For a case to be solved. */
    TICKET("ticket_created", false, Duration.ofDays(60), Map.of("ticket_resolved", End.OVER)),
    /** For a parcel that has left. */
    DELIVERY(
        "order_shipped",
        false,
        Duration.ofDays(60),
        Map.of("delivered", End.DELIVERED, "order_cancelled", End.CANCELLED));

    private final String begin;
    private final boolean oneAtATime;
    private final long unheard;
    private final Map<String, End> ends;

    Kind(String begin, boolean oneAtATime, Duration unheard, Map<String, End> ends) {
      this.begin = begin;
      this.oneAtATime = oneAtATime;
      this.unheard = unheard.toMillis();
      this.ends = ends;
    }

    private static Map<String, End> inQueue(String answered, String left) {
      return Map.of(
          answered, End.ANSWERED, left, End.ABANDONED, "callback_requested", End.DIVERTED);
    }
  }

  /** How a wait ended. */
  public enum End {
    ANSWERED,
    /** The customer gave up. */
    ABANDONED,
    /** The customer took a callback instead. */
    DIVERTED,
    CANCELLED,
    DELIVERED,
    OVER,
    /** Not yet. */
    WAITING
  }

  public long millis() {
    return until - from.eventTime();
  }

  /**
   * The waits among what a customer did, by the time they began. What cannot be told is left out:
   * of several cases or parcels at once, which was meant; how a wait ended whose end was never
   * heard of, once a new one has begun or nobody would still wait; an end so late that it is
   * another one's.
   *
   * @param touchpoints oldest first
   * @param now time up to which those last that have not ended
   */
  public static List<Wait> among(List<Touchpoint> touchpoints, long now) {
    Map<Kind, Open> open = new EnumMap<>(Kind.class);
    List<Wait> waits = new ArrayList<>();
    for (Touchpoint touchpoint : touchpoints) {
      for (Kind kind : Kind.values()) {
        End end = kind.ends.get(touchpoint.eventType());
        Open known = open.get(kind);
        if (end != null && known != null) {
          known.end(touchpoint, end, waits);
        }
        if (kind.begin.equals(touchpoint.eventType())) {
          open.computeIfAbsent(kind, Open::new).begin(touchpoint);
        }
      }
    }
    open.values().forEach(one -> one.last(now, waits));
    waits.sort(Comparator.comparingLong(wait -> wait.from.eventTime()));
    return waits;
  }

  /** What has begun and not ended, of one kind. */
  private static final class Open {
    private final Kind kind;
    private final List<Touchpoint> begun = new ArrayList<>(1);
    private boolean mixedUp;

    Open(Kind kind) {
      this.kind = kind;
    }

    void begin(Touchpoint touchpoint) {
      if (kind.oneAtATime) {
        begun.clear();
      }
      begun.add(touchpoint);
    }

    void end(Touchpoint by, End end, List<Wait> waits) {
      mixedUp |= begun.size() > 1;
      if (begun.isEmpty()) {
        return;
      }
      Touchpoint first = begun.remove(0);
      if (!mixedUp && by.eventTime() - first.eventTime() <= Math.max(kind.unheard, DAY)) {
        waits.add(new Wait(kind, first, by, by.eventTime(), end));
      }
      mixedUp &= !begun.isEmpty();
    }

    void last(long now, List<Wait> waits) {
      for (Touchpoint first : begun) {
        long waited = now - first.eventTime();
        if (!mixedUp && waited >= 0 && waited <= kind.unheard) {
          waits.add(new Wait(kind, first, null, now, End.WAITING));
        }
      }
    }
  }
}
