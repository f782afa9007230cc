package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a destination is to be told, the same at every attempt. All times are milliseconds since the
 * epoch.
 *
 * @param id what receivers know repeats by: the same on any run
 * @param type for example {@code trigger.issued} or {@code alert.resolved}
 * @param customerId whom it is about; null if it is about more than one, or about somebody who was
 *     erased
 * @param createdAt when it was decided
 * @param expiresAt from then on it must not be sent any more; {@link Long#MAX_VALUE} for never
 * @param body the trigger or alert as a JSON object
 * @param quietFrom from then on it must not be sent either, because the customer is left alone;
 *     null for never
 */
public record Message(
    String id,
    String type,
    @Nullable String customerId,
    long createdAt,
    long expiresAt,
    String body,
    @Nullable Long quietFrom) {

  /** One that may be sent at any hour. */
  public Message(
      String id,
      String type,
      @Nullable String customerId,
      long createdAt,
      long expiresAt,
      String body) {
    this(id, type, customerId, createdAt, expiresAt, body, null);
  }

  /** Whether the customer is to be left alone. */
  boolean isQuiet(long now) {
    return quietFrom != null && quietFrom <= now;
  }
}
