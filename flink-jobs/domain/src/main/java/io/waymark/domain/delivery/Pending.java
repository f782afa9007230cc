package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message that waits in a lane, or is on its way, without its body.
 *
 * @param number its place in the lane's order
 * @param id of the message
 * @param subjectId the trigger or alert it tells of
 * @param createdAt when what it tells became true
 * @param arrivedAt when it came into the lane
 * @param expiresAt from then on it is not sent: it is too late to be useful, or quiet hours begin
 * @param repeatUntil until when it is told again and again; 0 if it is told once
 * @param dueAt when it may be sent next
 * @param attempts that were answered, since it was last delivered
 * @param refusals how many of them were no
 * @param standing what is known of it
 * @param stop why it must not be tried again, whatever comes of the attempt that is under way; null
 *     if nothing speaks against it
 * @param quiet whether quiet hours begin when it expires
 */
public record Pending(
    long number,
    String id,
    String subjectId,
    long createdAt,
    long arrivedAt,
    long expiresAt,
    long repeatUntil,
    long dueAt,
    int attempts,
    int refusals,
    Standing standing,
    @Nullable String stop,
    boolean quiet) {
  /** Why a message ends where quiet hours begin. */
  static final String QUIET_HOURS = "quiet_hours";

  /** How far a message has come. */
  public enum Standing {
    /** Nobody has seen it. */
    NEW,
    /** The destination may have it. */
    BEGUN,
    /** The destination has it, and is told again. */
    DELIVERED,
    /** It was taken back before anybody saw it: what takes it back need not be sent either. */
    WITHDRAWN
  }

  /**
   * What comes into a lane.
   *
   * @param annuls whether it takes back what was said of its subject
   * @param redelivered whether somebody asked for it by hand
   * @param repeatFor milliseconds in which it is told again and again; 0 to tell it once, {@link
   *     #UNTIL_THE_NEXT} to tell it, however old it is, until something later of its subject comes
   */
  public record Arrival(
      Message message, String subjectId, boolean annuls, boolean redelivered, long repeatFor) {
    public static final long UNTIL_THE_NEXT = Long.MAX_VALUE;

    private long repeatUntil(long now) {
      return repeatFor == 0 || repeatFor == UNTIL_THE_NEXT ? repeatFor : now + repeatFor;
    }
  }

  static Pending of(long number, Arrival arrival, long now) {
    Message message = arrival.message();
    Long quietFrom = message.quietFrom();
    long expiresAt =
        quietFrom == null ? message.expiresAt() : Math.min(quietFrom, message.expiresAt());
    return new Pending(
        number,
        message.id(),
        arrival.subjectId(),
        message.createdAt(),
        now,
        arrival.repeatFor() == Arrival.UNTIL_THE_NEXT ? Lane.NEVER : expiresAt,
        arrival.repeatUntil(now),
        now,
        0,
        0,
        Standing.NEW,
        null,
        expiresAt < message.expiresAt());
  }

  /** Why it ends when it expires; null if it is of no use any more. */
  @Nullable String lapse() {
    return quiet ? QUIET_HOURS : null;
  }

  boolean repeats() {
    return repeatUntil > 0;
  }

  /** Whether the last word on it is still to be told. */
  public boolean isOpen() {
    return standing == Standing.NEW || standing == Standing.BEGUN;
  }

  Pending with(Standing next) {
    return changed(dueAt, attempts, refusals, next, stop);
  }

  Pending dueAt(long at) {
    return changed(at, attempts, refusals, standing, stop);
  }

  Pending answered(boolean refused) {
    return changed(dueAt, attempts + 1, refused ? refusals + 1 : refusals, standing, stop);
  }

  Pending delivered() {
    return changed(dueAt, 0, 0, Standing.DELIVERED, stop);
  }

  Pending stopped(String reason) {
    return changed(dueAt, attempts, refusals, standing, reason);
  }

  private Pending changed(
      long due, int answered, int refused, Standing next, @Nullable String stopped) {
    return new Pending(
        number,
        id,
        subjectId,
        createdAt,
        arrivedAt,
        expiresAt,
        repeatUntil,
        due,
        answered,
        refused,
        next,
        stopped,
        quiet);
  }
}
