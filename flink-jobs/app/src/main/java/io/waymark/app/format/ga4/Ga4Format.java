package io.waymark.app.format.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.ImpliedIdentify;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads Google Analytics 4 in JSON: a row of the <a
 * href="https://support.google.com/analytics/answer/7029846">BigQuery export</a>, which is one
 * event, or a payload of the <a
 * href="https://developers.google.com/analytics/devguides/collection/protocol/ga4">Measurement
 * Protocol</a>, which may have several. An event of a payload that gives no time happened when the
 * record was appended to its topic.
 */
public final class Ga4Format implements RecordFormat {

  @Override
  public void read(SourceRecord record, Readings out) {
    try {
      JsonNode json = JsonTree.object(record.value());
      if (json.has("event_name")) {
        tell(new ExportRow(json, record), new HashSet<>(), out);
      } else {
        payload(json, record, out);
      }
    } catch (UndecodableException e) {
      out.refused(e, record.value());
    }
  }

  private static void payload(JsonNode payload, SourceRecord record, Readings out)
      throws UndecodableException {
    JsonNode events = payload.path("events");
    if (!events.isArray() || events.isEmpty()) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE,
          "it has neither an event_name, as rows of the BigQuery export have, nor events, as"
              + " payloads of the Measurement Protocol have");
    }
    Set<String> identified = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      tell(new PayloadEvent(payload, i, record), identified, out);
    }
  }

  /**
   * @param identified the ids of what the record has said already of whose the device is
   */
  private static void tell(SentEvent sent, Set<String> identified, Readings out) {
    try {
      EventDraft draft = EventKinds.draft(sent);
      if (draft == null) {
        out.filtered();
        return;
      }
      Event event = draft.admit();
      Event identify = ImpliedIdentify.of("ga4", event);
      if (identify != null && identified.add(identify.id())) {
        out.event(identify);
      }
      out.event(event);
    } catch (UndecodableException e) {
      out.refused(e, sent.bytes());
    }
  }
}
