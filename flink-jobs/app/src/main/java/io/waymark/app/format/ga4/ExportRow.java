package io.waymark.app.format.ga4;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.HashedId;
import io.waymark.app.format.SourceRecord;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/** A row of the BigQuery export. */
final class ExportRow implements SentEvent {
  private static final String[] VALUES = {
    "string_value", "int_value", "double_value", "float_value"
  };

  private final JsonNode row;
  private final SourceRecord record;
  private final ObjectNode params = JsonNodeFactory.instance.objectNode();

  ExportRow(JsonNode row, SourceRecord record) {
    this.row = row;
    this.record = record;
    for (JsonNode param : row.path("event_params")) {
      String key = text(param, "key");
      JsonNode value = value(param.path("value"));
      if (key != null && value != null) {
        params.set(key, value);
      }
    }
  }

  /** The one value that is given. Integers may be in quotes, and flags always are. */
  private static @Nullable JsonNode value(JsonNode values) {
    for (String type : VALUES) {
      if (values.hasNonNull(type)) {
        return type.equals("int_value") ? number(values.get(type)) : unquoted(values.get(type));
      }
    }
    return null;
  }

  private static JsonNode number(JsonNode value) {
    Long whole = Whole.of(value);
    return whole == null ? value : JsonNodeFactory.instance.numberNode(whole);
  }

  private static JsonNode unquoted(JsonNode value) {
    return switch (value.asText()) {
      case "true" -> JsonNodeFactory.instance.booleanNode(true);
      case "false" -> JsonNodeFactory.instance.booleanNode(false);
      default -> value;
    };
  }

  @Override
  public @Nullable String name() {
    return text(row, "event_name");
  }

  @Override
  public JsonNode params() {
    return params;
  }

  @Override
  public JsonNode items() {
    return row.path("items");
  }

  @Override
  public JsonNode ecommerce() {
    return row.path("ecommerce");
  }

  @Override
  public JsonNode trafficSource() {
    return row.path("collected_traffic_source");
  }

  @Override
  public void describe(EventDraft draft) throws UndecodableException {
    Long micros = Micros.at(row, "event_timestamp");
    if (micros == null) {
      throw new UndecodableException(RejectReason.NO_TIME, "event_timestamp is missing");
    }
    String device = text(row, "user_pseudo_id");
    String session = text(params, "ga_session_id");
    draft
        .id(id(micros))
        .time(Micros.toMillis(micros))
        .customer(text(row, "user_id"))
        .anonymous(device)
        .session(device == null || session == null ? null : Ids.session(device, session))
        .channel(channel())
        .attribute("source", text(row, "stream_id"));
    Device.describe(row.path("device"), draft);
    draft.attribute("app_version", text(row.path("app_info"), "version"));
  }

  /** Parameters take no part: the daily export may have more of them than the streaming one. */
  private String id(long micros) {
    return Ids.of(
        micros,
        Whole.orZero(row.path("batch_ordering_id")),
        Whole.orZero(row.path("batch_event_index")),
        HashedId.of(
            text(row, "stream_id"),
            text(row, "user_pseudo_id"),
            text(row, "user_id"),
            Long.toString(micros),
            name(),
            text(row, "event_bundle_sequence_id"),
            text(row, "batch_page_id"),
            text(row, "batch_ordering_id"),
            text(row, "batch_event_index")));
  }

  private @Nullable String channel() {
    String platform = text(row, "platform");
    if (platform == null) {
      return null;
    }
    return switch (platform) {
      case "WEB" -> "web";
      case "ANDROID", "IOS" -> "app";
      default -> null;
    };
  }

  @Override
  public byte @Nullable [] bytes() {
    return record.value();
  }
}
