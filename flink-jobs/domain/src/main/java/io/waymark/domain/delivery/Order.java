package io.waymark.domain.delivery;

/** What a destination's lane is to do. */
public sealed interface Order {

  /** The name of the destination. */
  String destination();

  /**
   * Send it.
   *
   * @param redelivered whether somebody asked for it by hand
   */
  record Deliver(String destination, Dispatch dispatch, boolean redelivered) implements Order {}

  /** Don't send this message any more. */
  record Withdraw(String destination, String messageId, String reason) implements Order {}

  /** Don't send anything any more of a trigger or alert. */
  record Forget(String destination, String subjectId, String reason) implements Order {}
}
