package io.waymark.domain.intervention;

/**
 * Why something is not to be issued now.
 *
 * @param until when that may be over, epoch milliseconds; {@link #NEVER} if waiting is no use
 * @param isShared whether many wait for that very time, so that they are to be released one by one
 */
record Objection(Reason reason, long until, boolean isShared) {
  static final long NEVER = Long.MAX_VALUE;

  static Objection forGood(Reason reason) {
    return new Objection(reason, NEVER, false);
  }
}
