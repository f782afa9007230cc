package io.waymark.app.format.snowplow;

import io.waymark.app.format.EventDraft;
import io.waymark.app.format.ImpliedIdentify;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events that a row tells of; each begins with what all of them have in common. */
final class Told {
  final EnrichedRow row;
  final Entities entities;
  final Page page;

  private final List<EventDraft> drafts = new ArrayList<>();

  Told(EnrichedRow row) throws UndecodableException {
    this.row = row;
    this.entities = Entities.of(row);
    this.page = Page.of(row, entities);
  }

  /** The next event; the first has the row's own id, the others follow it in order. */
  EventDraft event(String type) {
    EventDraft draft =
        new EventDraft()
            .id(nextId())
            .type(type)
            .channel(channel())
            .touchpoint(page.path())
            .attribute("source", row.text(Column.APP_ID))
            .attribute("view_id", page.viewId());
    time(draft);
    Visitor.name(row, entities, draft);
    Device.describe(row, entities, draft);
    drafts.add(draft);
    return draft;
  }

  private @Nullable String nextId() {
    String id = row.text(Column.EVENT_ID);
    return id == null || drafts.isEmpty() ? id : id + ":" + (drafts.size() + 1);
  }

  private void time(EventDraft draft) {
    Column given =
        row.text(Column.DERIVED_TSTAMP) == null ? Column.COLLECTOR_TSTAMP : Column.DERIVED_TSTAMP;
    String time = row.text(given);
    draft.time(given.field(), time == null || time.endsWith("Z") ? time : time + "Z");
  }

  /** Server-side trackers say nothing of where the customer is. */
  private @Nullable String channel() {
    String platform = row.text(Column.PLATFORM);
    if (platform == null) {
      return null;
    }
    return switch (platform) {
      case "web" -> "web";
      case "mob", "app", "pc", "tv", "cnsl", "iot", "headset" -> "app";
      default -> null;
    };
  }

  /**
   * All events, and before them whose the device is if the row says so; or the first reason why one
   * of them is none. Empty if the row tells of none.
   */
  List<Event> events() throws UndecodableException {
    List<Event> events = new ArrayList<>();
    for (EventDraft draft : drafts) {
      events.add(draft.admit());
    }
    Event identify = events.isEmpty() ? null : ImpliedIdentify.of("snowplow", events.get(0));
    if (identify != null) {
      events.add(0, identify);
    }
    return events;
  }
}
