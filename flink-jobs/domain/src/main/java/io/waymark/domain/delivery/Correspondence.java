package io.waymark.domain.delivery;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a customer, so that a word of theirs reaches what is on its way. Immutable.
 *
 * @param refusals of marketing, by channel; under {@link #ANY} of all channels
 * @param sent triggers that were routed and have not expired, oldest first
 */
public record Correspondence(Map<String, Refusal> refusals, List<Sent> sent) {
  static final String ANY = "";

  /** Most triggers that are remembered at a time. */
  static final int SENT_LIMIT = 64;

  /** What {@link #wakeAt} answers when nothing is remembered that expires. */
  public static final long NEVER = Long.MAX_VALUE;

  public static final Correspondence EMPTY = new Correspondence(Map.of(), List.of());

  public Correspondence {
    refusals = Map.copyOf(refusals);
    sent = List.copyOf(sent);
  }

  /** A no, at its place in the customer's order. */
  public record Refusal(long time, String eventId) {}

  /** How far a trigger has come. */
  public enum Course {
    ISSUED,
    CANCELLED,
    /** That it is taken back is here; that it was issued is still to come. */
    CANCELLED_FIRST
  }

  /**
   * A trigger that went to destinations, or to none because the customer does not want it or it was
   * taken back first.
   *
   * @param messageId of the message that tells of its issue
   */
  public record Sent(
      String messageId,
      @Nullable String purpose,
      @Nullable String channel,
      long expiresAt,
      List<String> destinations,
      Course course) {

    public Sent {
      destinations = List.copyOf(destinations);
    }

    boolean isCancelled() {
      return course != Course.ISSUED;
    }

    Sent asCancelled() {
      return new Sent(messageId, purpose, channel, expiresAt, destinations, Course.CANCELLED);
    }
  }

  public boolean isEmpty() {
    return refusals.isEmpty() && sent.isEmpty();
  }

  /** When {@link Recipients#expire} has something to do, or {@link #NEVER}. */
  public long wakeAt() {
    return sent.stream().mapToLong(Sent::expiresAt).min().orElse(NEVER);
  }
}
