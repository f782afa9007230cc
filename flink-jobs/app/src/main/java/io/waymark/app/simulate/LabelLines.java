package io.waymark.app.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes labels as JSON Lines: {@code label_id}, {@code rule_id}, {@code customer_id}, {@code
 * occurred_at} (RFC 3339 with milliseconds and {@code Z}), {@code instance}, {@code event_ids}.
 */
public final class LabelLines implements Closeable {
  private final JsonGenerator json;

  /** Writes to {@code out}, which {@link #close()} closes. */
  public LabelLines(Writer out) throws IOException {
    json = new JsonFactory().createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  public void write(Label label) throws IOException {
    json.writeStartObject();
    json.writeStringField("label_id", label.id());
    json.writeStringField("rule_id", label.ruleId());
    json.writeStringField("customer_id", label.customer());
    json.writeStringField("occurred_at", StoryWriter.rfc3339(label.occurredAt()));
    json.writeObjectFieldStart("instance");
    for (Map.Entry<String, String> entry : new TreeMap<>(label.instance()).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("event_ids");
    for (String id : label.eventIds()) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    if (!json.isClosed()) {
      json.writeRaw("\n");
    }
    json.close();
  }
}
