package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

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
        tell(mapping.event(thing, thing), out);
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
    for (JsonNode thing : things) {
      try {
        tell(mapping.event(record, thing), out);
      } catch (UndecodableException refused) {
        JsonNode only = JsonNodeFactory.instance.arrayNode().add(thing);
        out.refused(refused, JsonTree.bytes(each.replaced(record, only)));
      }
    }
  }

  private static void tell(@Nullable Event event, Readings out) {
    if (event == null) {
      out.filtered();
    } else {
      out.event(event);
    }
  }
}
