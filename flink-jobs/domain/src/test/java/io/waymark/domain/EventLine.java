package io.waymark.domain;

import io.waymark.domain.event.Event;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of a story being written; of customer {@code c1} unless stated. */
public final class EventLine {
  private final String when;
  private final String type;
  private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
  private @Nullable String id;
  private @Nullable String customer = "c1";
  private @Nullable String anonymous;
  private @Nullable String session;
  private @Nullable String channel;
  private @Nullable String touchpoint;

  EventLine(String when, String type) {
    this.when = when;
    this.type = type;
  }

  /** Sets an attribute; an int is taken as a long. */
  public EventLine with(String name, @Nullable Object value) {
    attributes.put(name, value instanceof Integer i ? (Object) i.longValue() : value);
    return this;
  }

  public EventLine at(String touchpoint) {
    this.touchpoint = touchpoint;
    return this;
  }

  public EventLine by(String channel) {
    this.channel = channel;
    return this;
  }

  public EventLine of(String customer) {
    this.customer = customer;
    return this;
  }

  /** Makes it an event of an unknown customer. */
  public EventLine anonymous(String anonymousId) {
    this.customer = null;
    this.anonymous = anonymousId;
    return this;
  }

  public EventLine session(String session) {
    this.session = session;
    return this;
  }

  public EventLine id(String id) {
    this.id = id;
    return this;
  }

  /**
   * The event.
   *
   * @param before time of the line before, from which {@code +30m} counts
   */
  Event event(String defaultId, long before) {
    long time =
        when.startsWith("+") ? before + StoryTime.span(when.substring(1)) : StoryTime.time(when);
    return new Event(
        id == null ? defaultId : id,
        type,
        time,
        customer,
        anonymous,
        session,
        channel,
        touchpoint,
        Collections.unmodifiableMap(new LinkedHashMap<>(attributes)));
  }
}
