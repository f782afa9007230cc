package io.waymark.domain.delivery;

/** What a lane is to do. */
public sealed interface Order {

  Place place();

  /** A lane of a destination. */
  record Place(String destination, int lane) {}

  /**
   * Send it.
   *
   * @param redelivered whether somebody asked for it by hand
   */
  record Deliver(Place place, Dispatch dispatch, boolean redelivered) implements Order {}

  /** Don't send this message any more. */
  record Withdraw(Place place, String messageId, String reason) implements Order {}

  /** Don't send anything any more of a trigger or alert. */
  record Forget(Place place, String subjectId, String reason) implements Order {}
}
