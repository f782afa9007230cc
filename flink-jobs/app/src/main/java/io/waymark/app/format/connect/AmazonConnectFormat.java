package io.waymark.app.format.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.List;

/**
 * Reads contact events of Amazon Connect, in the envelope of EventBridge or without one. They come
 * in any order, twice, or not at all: each becomes what it says by itself, at the time that stands
 * in it, under an id that a second delivery has too. What that is is said in {@code formats.md}.
 */
public final class AmazonConnectFormat implements RecordFormat {
  private static final String CONTACT_EVENT = "Amazon Connect Contact Event";

  @Override
  public void read(SourceRecord record, Readings out) {
    try {
      JsonNode root = JsonTree.object(record.value());
      String detailType = JsonTree.text(root, "detail-type");
      if (detailType != null && !detailType.equals(CONTACT_EVENT)) {
        out.filtered();
        return;
      }
      List<Event> events = ContactMapping.events(contact(root, detailType != null));
      if (events.isEmpty()) {
        out.filtered();
      }
      events.forEach(out::event);
    } catch (UndecodableException refused) {
      out.refused(refused, record.value());
    }
  }

  private static Contact contact(JsonNode root, boolean enveloped) throws UndecodableException {
    if (!enveloped) {
      return new Contact(root, null);
    }
    JsonNode detail = root.path("detail");
    if (!detail.isObject()) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "detail is not an object");
    }
    return new Contact(detail, JsonTree.text(root, "time"));
  }
}
