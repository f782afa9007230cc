package io.waymark.domain.delivery;

import io.waymark.domain.intervention.Consent;
import io.waymark.domain.intervention.OptOuts;
import io.waymark.domain.rule.Intervention.Purpose;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a customer, so that a word of theirs reaches what is on its way. Immutable.
 *
 * @param consents the last word by purpose, kept only for purposes that need one
 * @param left the channels without marketing
 * @param sent triggers that were routed and have not expired, oldest first
 */
public record Correspondence(Map<Purpose, Consent> consents, OptOuts left, List<Sent> sent) {
  /** Most triggers that are remembered at a time. */
  static final int SENT_LIMIT = 64;

  /** What {@link #wakeAt} answers when nothing is remembered that expires. */
  public static final long NEVER = Long.MAX_VALUE;

  public static final Correspondence EMPTY = new Correspondence(Map.of(), OptOuts.NONE, List.of());

  public Correspondence {
    consents = Map.copyOf(consents);
    sent = List.copyOf(sent);
  }

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
    return equals(EMPTY);
  }

  Correspondence having(List<Sent> others) {
    return new Correspondence(consents, left, others);
  }

  /** When {@link Recipients#expire} has something to do, or {@link #NEVER}. */
  public long wakeAt() {
    return sent.stream().mapToLong(Sent::expiresAt).min().orElse(NEVER);
  }
}
