package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Part;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;

/** Reads JSON by a {@link JsonMapping}. */
public final class MappedJsonFormat implements RecordFormat {
  private final JsonMapping mapping;

  public MappedJsonFormat(JsonMapping mapping) {
    this.mapping = mapping;
  }

  @Override
  public void read(SourceRecord record, Readings out) {
    try {
      JsonPath each = mapping.each();
      if (each == null) {
        JsonNode thing = JsonTree.object(record.value());
        Event event = mapping.event(thing, thing);
        if (event == null) {
          out.filtered();
        } else {
          out.event(event);
        }
      } else {
        readEach(each, JsonTree.value(record.value()), out);
      }
    } catch (UndecodableException refused) {
      out.refused(refused, record.value());
    }
  }

  private void readEach(JsonPath each, JsonNode record, Readings out) throws UndecodableException {
    JsonNode things = each.find(record, record);
    if (!things.isArray()) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE, "JSON: " + each.text() + " is not a list");
    }
    if (things.isEmpty()) {
      out.filtered();
    }
    for (int i = 0; i < things.size(); i++) {
      JsonNode only = JsonNodeFactory.instance.arrayNode().add(things.get(i));
      Part part = new Part(each.text() + "[" + i + "]", each.replaced(record, only));
      try {
        Event event = mapping.event(record, things.get(i));
        if (event == null) {
          out.filtered();
        } else {
          out.event(event, part);
        }
      } catch (UndecodableException refused) {
        out.refused(refused, part);
      }
    }
  }
}
