package io.waymark.app.format;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code identify} of trackers that have no call for it: they send the customer's id beside the
 * device's with all that happens, once they know it.
 */
public final class ImpliedIdentify {
  /** Sorts before ids that begin with a letter or digit: the login was before what it let do. */
  private static final String PREFIX = "#identify.";

  private static final long MINUTE = 60_000;

  /** By these, crawlers are kept out and shared devices are known. */
  private static final List<String> CARRIED =
      List.of("user_agent", "bot", "test", "device_type", "shared_device");

  private ImpliedIdentify() {}

  /**
   * That the event's device is its customer's, to be told before it; null if it does not say both,
   * or is an {@code identify} itself. The same device, customer, session and minute give the same
   * id: all but the first are duplicates. Once a minute it is said again, because somebody else may
   * have been on the device in between.
   */
  public static @Nullable Event of(String format, Event event) throws UndecodableException {
    String customer = event.customerId();
    String device = event.anonymousId();
    if (customer == null || device == null || event.type().equals("identify")) {
      return null;
    }
    String session = event.sessionId();
    String minute = Long.toString(Math.floorDiv(event.time(), MINUTE));
    EventDraft draft =
        new EventDraft()
            .id(PREFIX + HashedId.of(format, device, customer, session, minute))
            .type("identify")
            .time(event.time())
            .customer(customer)
            .anonymous(device)
            .session(session)
            .channel(event.channel())
            .attribute("method", "login");
    CARRIED.forEach(name -> draft.attribute(name, event.attribute(name)));
    return draft.admit();
  }
}
