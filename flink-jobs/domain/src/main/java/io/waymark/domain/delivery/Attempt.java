package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What became of a message at a destination: of one attempt, or without any. All times are
 * milliseconds since the epoch.
 *
 * @param dispatch what was to be told; without its body unless it can be sent once more
 * @param number attempts made so far, this one among them
 * @param httpStatus what the destination answered; null if it did not, or was not asked
 * @param failure why, as a word; null if the answer says it
 * @param tookMs how long the attempt took; null if there was none
 * @param nextAt when it is tried again; null if it is not
 */
public record Attempt(
    String destination,
    Status status,
    Dispatch dispatch,
    int number,
    @Nullable Integer httpStatus,
    @Nullable String failure,
    long at,
    @Nullable Long tookMs,
    @Nullable Long nextAt) {

  /**
   * Whether what was to be told has arrived; null while it is open, and if nobody wanted it any
   * more or it was too late before the first attempt.
   */
  public @Nullable Boolean arrived() {
    return switch (status) {
      case DELIVERED -> true;
      case DEAD, DISABLED -> false;
      case EXPIRED -> number > 0 ? false : null;
      case FAILED, CANCELLED, SUPPRESSED -> null;
    };
  }

  /** The last word on the same message, without another attempt. */
  public Attempt ended(Status end, String reason, long now) {
    return new Attempt(
        destination,
        end,
        end.isReplayable() ? dispatch : dispatch.withoutBody(),
        0,
        null,
        reason,
        now,
        null,
        null);
  }

  /** How a message stands. All but {@link #FAILED} are the last word. */
  public enum Status {
    DELIVERED,
    /** It will be tried again. */
    FAILED,
    /** Given up. */
    DEAD,
    /** Too late to be useful, or at a time at which the customer is left alone. */
    EXPIRED,
    /** Taken back before it was there. */
    CANCELLED,
    /** The customer does not want it any more. */
    SUPPRESSED,
    /** The destination takes nothing any more. */
    DISABLED;

    /** Whether it can be sent once more, and so has its body. */
    public boolean isReplayable() {
      return this == DEAD || this == DISABLED;
    }
  }
}
