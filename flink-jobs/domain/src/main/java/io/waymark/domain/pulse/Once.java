package io.waymark.domain.pulse;

import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts once, however many events say it: that a contact is about a topic, that a delivery is
 * late. It counts when it was said first.
 *
 * @param first null while it has not been said
 * @param where it counts
 */
public record Once(Fact fact, @Nullable Long first, List<Where> where) implements Strand {
  private static final long REMEMBERED = Duration.ofDays(7).toMillis();

  /** What is said. */
  public enum Fact {
    /** Counts about the topic only: that somebody got in touch is said elsewhere. */
    CONTACT_ABOUT(Tally.CONTACTS),
    DELIVERY_LATE(Tally.LATE_DELIVERIES);

    private final Tally tally;

    Fact(Tally tally) {
      this.tally = tally;
    }

    private List<Where> where(Touch touch) {
      return this == CONTACT_ABOUT
          ? touch.about(Subject.TOPIC)
          : touch.hereAndAbout(Subject.HUB, Subject.CARRIER);
    }
  }

  /** Nobody has said so. */
  public static Once of(Fact fact) {
    return new Once(fact, null, List.of());
  }

  /** Whether the event says that a delivery is late. */
  static boolean saysLate(Touch touch) {
    return switch (touch.type()) {
      case "delivery_delayed", "delivery_attempt_failed" -> true;
      case "delivered" -> {
        Long delay = touch.millis("delay_ms");
        yield delay != null && delay > 0;
      }
      default -> false;
    };
  }

  /** Whether the event says that a customer got in touch, and what about. */
  static boolean saysTopic(Touch touch) {
    boolean contact =
        switch (touch.type()) {
          case "contact_started", "contact_wrapup", "ticket_created" -> true;
          default -> false;
        };
    return contact && touch.text("topic") != null && touch.isByCustomer();
  }

  @Override
  public Once with(Touch touch) {
    return first == null || touch.time() < first
        ? new Once(fact, touch.time(), fact.where(touch))
        : this;
  }

  @Override
  public @Nullable Strand followedBy(Touch touch) {
    return null;
  }

  @Override
  public Credits credits(long now, ContactGoal goal) {
    Credits credits = new Credits();
    if (first != null) {
      long time = first;
      where.forEach(one -> credits.one(one, time, fact.tally));
    }
    return credits;
  }

  @Override
  public long wakeAt(long now) {
    return NEVER;
  }

  @Override
  public Once pruned(long now) {
    return this;
  }

  @Override
  public long forgetAt() {
    return first == null ? Long.MIN_VALUE : first + REMEMBERED;
  }
}
