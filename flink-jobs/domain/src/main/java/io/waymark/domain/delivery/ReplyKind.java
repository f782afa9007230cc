package io.waymark.domain.delivery;

import java.util.Set;

/** What a reply means for the message and its destination. */
enum ReplyKind {
  /** 2xx: it is there. */
  DELIVERED,
  /** Nothing is wrong with the message: later it may get through. */
  FAILED,
  /** The destination does not want this message: the same again will hardly help. */
  REFUSED,
  /** It was not sent, nor ever can be: the destination was not even asked. */
  UNSENDABLE,
  /** 410: the destination wants nothing any more. */
  GONE;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int GONE_STATUS = 410;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final Set<String> NOT_SENT =
      Set.of("forbidden_address", "too_large", "unwritable");

  /** A redirect is a refusal: a message goes where it was meant to go, or nowhere. */
  static ReplyKind of(Reply reply) {
    if (reply.failure() != null) {
      return isUnsendable(reply.failure()) ? UNSENDABLE : FAILED;
    }
    if (reply.isDelivered()) {
      return DELIVERED;
    }
    return switch (reply.status()) {
      case GONE_STATUS -> GONE;
      case REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY_REQUESTS -> FAILED;
      default -> reply.status() >= SERVER_ERROR ? FAILED : REFUSED;
    };
  }

  private static boolean isUnsendable(String failure) {
    return NOT_SENT.contains(failure) || failure.startsWith(Reply.BUG);
  }
}
