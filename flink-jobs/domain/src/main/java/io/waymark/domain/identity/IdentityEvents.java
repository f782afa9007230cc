package io.waymark.domain.identity;

import io.waymark.domain.event.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events that say whose a device is. */
public final class IdentityEvents {
  /** Device and customer belong together: both ids stand in the record. */
  static final String IDENTIFY = "identify";

  /** An anonymous id, named by {@code previous_id}, is the customer's too. */
  static final String ALIAS = "alias";

  /** What the device does from now on is anonymous again. */
  static final String LOGOUT = "logout";

  /** That an anonymous id was the customer's is a mistake. */
  static final String UNLINK = "unlink";

  /** Everything about who stands in the record is to be deleted. */
  public static final String ERASE = "erase";

  /** The attribute of an alias, or of what takes it back, that names the anonymous id. */
  public static final String PREVIOUS_ID = "previous_id";

  private static final Set<String> TYPES = Set.of(IDENTIFY, ALIAS, LOGOUT, UNLINK);

  private IdentityEvents() {}

  /** Whether an event of a known customer may say something about a device. */
  public static boolean mayTellOfDevice(Event event) {
    return TYPES.contains(event.type())
        && event.customerId() != null
        && (event.anonymousId() != null || mayNameDevice(event));
  }

  /** Whether those who know which devices a customer has used have to see the event. */
  public static boolean concernsDevices(Event event) {
    return mayTellOfDevice(event) || (event.customerId() != null && isErase(event));
  }

  private static boolean mayNameDevice(Event event) {
    return event.type().equals(ALIAS) || event.type().equals(UNLINK);
  }

  /** Whether the event says that the device is the customer's, not that it is not. */
  public static boolean joins(Event event) {
    return event.type().equals(IDENTIFY) || event.type().equals(ALIAS);
  }

  /** Whether the event asks for everything about the customer, or the device, to be deleted. */
  public static boolean isErase(Event event) {
    return event.type().equals(ERASE);
  }

  /**
   * The anonymous id of the device that an event which {@linkplain #mayTellOfDevice may tell} of
   * one speaks of; null if the id that an alias names is missing, means nobody, or is the customer
   * itself.
   */
  public static @Nullable String device(Event event) {
    boolean names = mayNameDevice(event) && event.has(PREVIOUS_ID);
    if (!names && !event.type().equals(ALIAS)) {
      return event.anonymousId();
    }
    return event.attribute(PREVIOUS_ID) instanceof String previous
            && !BlockedIds.contains(previous)
            && !previous.equals(event.customerId())
        ? previous
        : null;
  }

  /** Whether the device is anonymous again after the event. */
  public static boolean isLogout(Event event) {
    return event.type().equals(LOGOUT);
  }

  /** Whether the device says that it is used by many. */
  static boolean isShared(Event identify) {
    return Boolean.TRUE.equals(identify.attribute("shared_device"))
        || "kiosk".equals(identify.attribute("device_type"));
  }
}
