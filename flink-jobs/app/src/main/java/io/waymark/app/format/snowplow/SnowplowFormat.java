package io.waymark.app.format.snowplow;

import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.List;

/**
 * Reads Snowplow's enriched TSV, one event of 131 columns a record, as the <a
 * href="https://docs.snowplow.io/docs/fundamentals/canonical-event/">canonical event model</a> has
 * them. Most records tell of one event; one of several becomes all of them, or is refused whole.
 */
public final class SnowplowFormat implements RecordFormat {

  @Override
  public void read(SourceRecord record, Readings out) {
    List<Event> events;
    try {
      Told told = new Told(EnrichedRow.of(record.value()));
      EventKinds.tell(told);
      events = told.events();
    } catch (UndecodableException e) {
      out.refused(e, record.value());
      return;
    }
    if (events.isEmpty()) {
      out.filtered();
    }
    events.forEach(out::event);
  }
}
