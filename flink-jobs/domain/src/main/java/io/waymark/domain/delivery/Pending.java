package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message that waits in a lane, without its body.
 *
 * @param number its place in the lane's order
 * @param id of the message
 * @param subjectId the trigger or alert it tells of
 * @param arrivedAt when it came into the lane
 * @param repeatUntil until when it is told again and again; 0 if it is told once
 * @param dueAt when it may be sent next
 * @param attempts that were answered, since it was last delivered
 * @param refusals how many of them were no
 * @param standing what is known of it
 */
public record Pending(
    long number,
    String id,
    String subjectId,
    long arrivedAt,
    long expiresAt,
    long repeatUntil,
    long dueAt,
    int attempts,
    int refusals,
    Standing standing) {

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
   * @param annuls the message that this one takes back
   * @param redelivered whether somebody asked for it by hand
   * @param repeatFor milliseconds in which it is told again and again; 0 to tell it once
   */
  public record Arrival(
      Message message,
      String subjectId,
      @Nullable String annuls,
      boolean redelivered,
      long repeatFor) {}

  boolean repeats() {
    return repeatUntil > 0;
  }

  Pending with(Standing next) {
    return new Pending(
        number, id, subjectId, arrivedAt, expiresAt, repeatUntil, dueAt, attempts, refusals, next);
  }

  Pending dueAt(long at) {
    return new Pending(
        number, id, subjectId, arrivedAt, expiresAt, repeatUntil, at, attempts, refusals, standing);
  }

  Pending answered(boolean refused) {
    return new Pending(
        number,
        id,
        subjectId,
        arrivedAt,
        expiresAt,
        repeatUntil,
        dueAt,
        attempts + 1,
        refused ? refusals + 1 : refusals,
        standing);
  }

  Pending delivered() {
    return new Pending(
        number, id, subjectId, arrivedAt, expiresAt, repeatUntil, dueAt, 0, 0, Standing.DELIVERED);
  }
}
