package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/** What a lane is to do. */
public sealed interface Order {

  Place place();

  /** A lane of a destination. */
  record Place(String destination, int lane) {}

  /**
   * Send it.
   *
   * @param annuls the message that it takes back
   * @param redelivered whether somebody asked for it by hand
   */
  record Deliver(Place place, Dispatch dispatch, @Nullable String annuls, boolean redelivered)
      implements Order {}

  /** Don't send it any more. */
  record Withdraw(Place place, String messageId, String reason) implements Order {}
}
