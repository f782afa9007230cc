package io.waymark.pipeline.wire;

import io.waymark.domain.event.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the current interaction schema in their order. A change of the schema changes this
 * class; the test against Avro's own reader and writer holds the two together.
 */
final class InteractionLayout {
  private InteractionLayout() {}

  /** Reads an event that takes up the whole rest of the input. */
  static Event read(WireReader in) throws UndecodableException {
    String id = in.readString();
    String type = in.readRecurring();
    long time = in.readLong();
    String customerId = optional(in);
    String anonymousId = optional(in);
    String sessionId = optional(in);
    String channel = optionalRecurring(in);
    String touchpoint = optionalRecurring(in);
    Map<String, @Nullable Object> attributes = AttributeUnion.read(in);
    in.expectEnd();
    return Admission.admit(
        id, type, time, customerId, anonymousId, sessionId, channel, touchpoint, attributes);
  }

  /**
   * Checks all that {@link #read} checks, but makes only the event's ids, type and time; the rest
   * is left out.
   */
  static Event readHead(WireReader in) throws UndecodableException {
    String id = in.readString();
    String type = in.readRecurring();
    long time = in.readLong();
    String customerId = optional(in);
    String anonymousId = optional(in);
    skipOptional(in);
    skipOptional(in);
    skipOptional(in);
    AttributeUnion.skip(in);
    in.expectEnd();
    return Admission.admit(id, type, time, customerId, anonymousId, null, null, null, Map.of());
  }

  private static @Nullable String optional(WireReader in) throws UndecodableException {
    return in.readBranch(2) == 0 ? null : in.readString();
  }

  private static @Nullable String optionalRecurring(WireReader in) throws UndecodableException {
    return in.readBranch(2) == 0 ? null : in.readRecurring();
  }

  private static void skipOptional(WireReader in) throws UndecodableException {
    if (in.readBranch(2) == 1) {
      in.skipString();
    }
  }
}
