package io.waymark.app.format.ga4;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.HashedId;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.SourceRecord;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/** One of the events of a payload of the Measurement Protocol. */
final class PayloadEvent implements SentEvent {
  private static final String TIME = "timestamp_micros";

  private final JsonNode payload;
  private final int index;
  private final SourceRecord record;
  private final JsonNode event;

  PayloadEvent(JsonNode payload, int index, SourceRecord record) {
    this.payload = payload;
    this.index = index;
    this.record = record;
    this.event = payload.path("events").path(index);
  }

  @Override
  public @Nullable String name() {
    return text(event, "name");
  }

  @Override
  public JsonNode params() {
    return event.path("params");
  }

  @Override
  public JsonNode items() {
    return params().path("items");
  }

  @Override
  public JsonNode ecommerce() {
    return MissingNode.getInstance();
  }

  @Override
  public JsonNode trafficSource() {
    return MissingNode.getInstance();
  }

  @Override
  public void describe(EventDraft draft) throws UndecodableException {
    String browser = text(payload, "client_id");
    String app = text(payload, "app_instance_id");
    String device = browser != null ? browser : app;
    String user = text(payload, "user_id");
    String session = text(params(), "session_id");
    long micros = micros();
    draft
        .id(id(micros, device, user))
        .time(Micros.toMillis(micros))
        .customer(user)
        .anonymous(device)
        .session(device == null || session == null ? null : Ids.session(device, session))
        .channel(channel(browser, app))
        .attribute("user_agent", text(payload, "user_agent"));
    Device.describe(payload.path("device"), draft);
  }

  private static @Nullable String channel(@Nullable String browser, @Nullable String app) {
    if (browser != null) {
      return "web";
    }
    return app == null ? null : "app";
  }

  private long micros() throws UndecodableException {
    for (JsonNode place : new JsonNode[] {event, params(), payload}) {
      Long given = Micros.at(place, TIME);
      if (given != null) {
        return given;
      }
    }
    if (record.appended() == null) {
      throw new UndecodableException(RejectReason.NO_TIME, TIME + " is missing");
    }
    return record.appended() * 1_000;
  }

  /** The whole event takes part: two without a time are told apart by nothing else. */
  private String id(long micros, @Nullable String device, @Nullable String user) {
    return Ids.of(
        micros,
        0,
        index,
        HashedId.of(
            device, user, Long.toString(micros), event.toString(), Integer.toString(index)));
  }

  @Override
  public byte @Nullable [] bytes() {
    if (payload.path("events").size() == 1) {
      return record.value();
    }
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.setAll((ObjectNode) payload);
    alone.putArray("events").add(event);
    return JsonTree.bytes(alone);
  }
}
