package io.waymark.pipeline.wire;

import io.waymark.domain.event.Event;
import io.waymark.domain.identity.BlockedIds;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every interaction has to have, whatever format it comes in. */
public final class Admission {
  /** The first time that is believed: the start of 2000, UTC. */
  public static final long EARLIEST = 946_684_800_000L;

  /** The first time that is no longer believed: the start of 2100, UTC. */
  public static final long END = 4_102_444_800_000L;

  private Admission() {}

  /**
   * The event, if it has an id, a type, a customer and a believable time. A customer or anonymous
   * id that is empty or {@linkplain BlockedIds means nobody} counts as missing: it would throw all
   * unknown customers together. A customer id that could be taken for an anonymous one is refused:
   * it would mix the two journeys.
   *
   * @param attributes becomes part of the event as it is and must not be changed afterwards
   */
  public static Event admit(
      @Nullable String id,
      @Nullable String type,
      long time,
      @Nullable String customerId,
      @Nullable String anonymousId,
      @Nullable String sessionId,
      @Nullable String channel,
      @Nullable String touchpoint,
      Map<String, @Nullable Object> attributes)
      throws UndecodableException {
    if (id == null || id.isEmpty()) {
      throw new UndecodableException(RejectReason.NO_ID, "event_id is missing or empty");
    }
    if (type == null || type.isEmpty()) {
      throw new UndecodableException(RejectReason.NO_TYPE, "event_type is missing or empty");
    }
    String customer = presentOrNull(customerId);
    String anonymous = presentOrNull(anonymousId);
    if (customer == null && anonymous == null) {
      throw new UndecodableException(RejectReason.NO_CUSTOMER, missing(customerId, anonymousId));
    }
    checkCustomer(customer);
    checkTime(time);
    return new Event(
        id,
        type,
        time,
        customer,
        anonymous,
        sessionId,
        channel,
        touchpoint,
        Collections.unmodifiableMap(attributes));
  }

  private static String missing(@Nullable String customerId, @Nullable String anonymousId) {
    String blocked = customerId == null || customerId.isEmpty() ? anonymousId : customerId;
    return blocked == null || blocked.isEmpty()
        ? "customer_id and anonymous_id are both missing or empty"
        : "customer_id and anonymous_id are missing or on the block list of ids that mean nobody: '"
            + blocked
            + "'";
  }

  private static void checkCustomer(@Nullable String customer) throws UndecodableException {
    if (customer != null && customer.startsWith(Event.ANONYMOUS)) {
      throw new UndecodableException(
          RejectReason.RESERVED_CUSTOMER,
          "customer_id begins with "
              + Event.ANONYMOUS
              + ", which is kept for unknown customers; send an anonymous id as anonymous_id");
    }
  }

  static void checkTime(long time) throws UndecodableException {
    if (time < EARLIEST || time >= END) {
      throw new UndecodableException(
          RejectReason.TIME_OUT_OF_BOUNDS,
          "event_time is not in the years 2000 to 2099: " + time + " ms since 1970");
    }
  }

  private static @Nullable String presentOrNull(@Nullable String id) {
    return id == null || BlockedIds.contains(id) ? null : id;
  }
}
