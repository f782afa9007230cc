package io.waymark.app.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.Admission;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that is being put together from a record of somebody else's format. What is null is left
 * out.
 */
public final class EventDraft {
  private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
  private @Nullable String id;
  private @Nullable String type;
  private @Nullable Long time;
  private String timeTrouble = "no time is given";
  private @Nullable String customerId;
  private @Nullable String anonymousId;
  private @Nullable String sessionId;
  private @Nullable String channel;
  private @Nullable String touchpoint;

  public EventDraft id(@Nullable String value) {
    id = value;
    return this;
  }

  public EventDraft type(@Nullable String value) {
    type = value;
    return this;
  }

  /** Milliseconds since the epoch. */
  public EventDraft time(long value) {
    time = value;
    return this;
  }

  /**
   * A time in RFC 3339.
   *
   * @param field what the format calls it, to be named if it is none
   */
  public EventDraft time(String field, @Nullable String value) {
    if (value == null) {
      timeTrouble = field + " is missing";
      return this;
    }
    try {
      time = Rfc3339.parse(value);
    } catch (DateTimeParseException none) {
      timeTrouble = field + " is no RFC 3339 time";
    }
    return this;
  }

  public EventDraft customer(@Nullable String value) {
    customerId = value;
    return this;
  }

  public EventDraft anonymous(@Nullable String value) {
    anonymousId = value;
    return this;
  }

  public EventDraft session(@Nullable String value) {
    sessionId = value;
    return this;
  }

  public EventDraft channel(@Nullable String value) {
    channel = value;
    return this;
  }

  public EventDraft touchpoint(@Nullable String value) {
    touchpoint = value;
    return this;
  }

  /**
   * An attribute: a string, long, finite double or boolean. Null is not there; to say that it is
   * present and null, use {@link #absent}.
   */
  public EventDraft attribute(String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(JsonTree.wellFormed(name), value);
    }
    return this;
  }

  /** An attribute that is present and null. */
  public EventDraft absent(String name) {
    attributes.put(JsonTree.wellFormed(name), null);
    return this;
  }

  /**
   * An attribute from JSON. Null is present and null; what is missing, an array or an object is
   * left out.
   */
  public EventDraft attribute(String name, @Nullable JsonNode value) {
    if (value != null && value.isNull()) {
      return absent(name);
    }
    return attribute(name, value == null ? null : JsonTree.scalar(value));
  }

  /** The event, if it has all that one needs; see {@link Admission}. */
  public Event admit() throws UndecodableException {
    if (time == null) {
      throw new UndecodableException(RejectReason.NO_TIME, timeTrouble);
    }
    return Admission.admit(
        id, type, time, customerId, anonymousId, sessionId, channel, touchpoint, attributes);
  }
}
