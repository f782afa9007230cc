package io.waymark.app.format.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Part;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.List;

/**
 * Messages of Segment's spec (segment.com/docs/connections/spec), which RudderStack's follow: one
 * by itself, as it is delivered, or those of a {@code batch}, as an SDK sends them.
 */
public final class SegmentFormat implements RecordFormat {
  /** What is said once for all messages of a batch. */
  private static final List<String> SHARED = List.of("sentAt", "receivedAt", "context");

  @Override
  public void read(SourceRecord record, Readings out) {
    byte[] value = record.value();
    try {
      JsonNode body = JsonTree.object(value);
      if (body.has("batch")) {
        readBatch(body, out);
      } else {
        List<Event> events = told(body);
        events.forEach(out::event);
        if (events.isEmpty()) {
          out.filtered();
        }
      }
    } catch (UndecodableException refused) {
      out.refused(refused, value);
    }
  }

  private static void readBatch(JsonNode body, Readings out) throws UndecodableException {
    JsonNode batch = body.get("batch");
    if (!batch.isArray()) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "batch is not an array");
    }
    if (batch.isEmpty()) {
      out.filtered();
    }
    for (int i = 0; i < batch.size(); i++) {
      Part part = new Part("batch[" + i + "]", whole(batch.get(i), body));
      try {
        List<Event> events = told(part.tree());
        events.forEach(event -> out.event(event, part));
        if (events.isEmpty()) {
          out.filtered();
        }
      } catch (UndecodableException refused) {
        out.refused(refused, part);
      }
    }
  }

  /** A message of a batch as if it came by itself. */
  private static JsonNode whole(JsonNode message, JsonNode body) {
    if (!(message instanceof ObjectNode own)) {
      return message;
    }
    ObjectNode whole = own.deepCopy();
    for (String field : SHARED) {
      if (!whole.has(field) && body.has(field)) {
        whole.set(field, body.get(field));
      }
    }
    return whole;
  }

  private static List<Event> told(JsonNode tree) throws UndecodableException {
    if (!tree.isObject()) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "it is not an object");
    }
    Message message = new Message(tree);
    String type = message.text("type");
    if (type == null) {
      throw new UndecodableException(RejectReason.NO_TYPE, "type is missing");
    }
    return switch (type) {
      case "track" -> List.of(Tracked.event(message));
      case "page" -> List.of(Shown.page(message));
      case "screen" -> List.of(Shown.screen(message));
      case "identify" -> Identified.events(message);
      case "alias" -> List.of(Identified.alias(message));
      // An account that the customer belongs to: nothing that happened to the customer.
      case "group" -> List.of();
      default ->
          throw new UndecodableException(
              RejectReason.UNDECODABLE, "there are no messages of type " + type);
    };
  }
}
