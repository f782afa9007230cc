package io.waymark.app.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Part;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0: in JSON, one or a batch, and in the binary mode of the Kafka protocol
 * binding, where the attributes are headers and the value is the data. Which of them it is says the
 * {@code content-type} header, else whether there are {@code ce_} headers, else the JSON itself:
 * lines of a file are read too. What becomes of an event is said in {@code formats.md}.
 */
public final class CloudEventsFormat implements RecordFormat {
  private static final String STRUCTURED = "application/cloudevents";
  private static final String JSON = "application/cloudevents+json";
  private static final String JSON_BATCH = "application/cloudevents-batch+json";

  @Override
  public void read(SourceRecord record, Readings out) {
    try {
      String mediaType = mediaType(record.headers().get("content-type"));
      boolean structured = mediaType.startsWith(STRUCTURED);
      if (structured && !mediaType.equals(JSON) && !mediaType.equals(JSON_BATCH)) {
        throw CloudEvent.undecodable(mediaType + " is not read, only the JSON formats are");
      }
      if (!structured && CloudEvent.isIn(record.headers())) {
        out.event(
            CloudEventMapping.event(
                CloudEvent.ofHeaders(record.headers(), record.value()), record.appended()));
        return;
      }
      readStructured(JsonTree.value(record.value()), record, out);
    } catch (UndecodableException refused) {
      out.refused(refused, record.value());
    }
  }

  private static void readStructured(JsonNode value, SourceRecord record, Readings out)
      throws UndecodableException {
    if (value.isObject()) {
      out.event(CloudEventMapping.event(CloudEvent.ofJson(value), record.appended()));
    } else if (!value.isArray()) {
      throw CloudEvent.undecodable("it is neither an object nor a batch of them");
    } else if (value.isEmpty()) {
      out.filtered();
    } else {
      for (int i = 0; i < value.size(); i++) {
        readItem(new Part("[" + i + "]", value.get(i)), record.appended(), out);
      }
    }
  }

  private static void readItem(Part item, @Nullable Long appended, Readings out) {
    try {
      if (!item.tree().isObject()) {
        throw CloudEvent.undecodable("it is not an object");
      }
      out.event(CloudEventMapping.event(CloudEvent.ofJson(item.tree()), appended), item);
    } catch (UndecodableException refused) {
      out.refused(refused, item);
    }
  }

  /** Without parameters such as a charset; empty if there is none. */
  private static String mediaType(byte @Nullable [] header) {
    if (header == null) {
      return "";
    }
    String text = new String(header, UTF_8);
    int parameters = text.indexOf(';');
    return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
