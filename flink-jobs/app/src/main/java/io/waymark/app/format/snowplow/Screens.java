package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;

/** Screens of an app, which are its pages. */
final class Screens {
  private Screens() {}

  static void view(JsonNode data, Told told) {
    String name = text(data, "name");
    EventDraft draft = told.event("page_view");
    if (told.page.path() == null) {
      draft.touchpoint(name);
    }
    draft
        .attribute("url", name)
        .attribute("view_id", text(data, "id"))
        .attribute("referrer", text(data, "previousName"));
  }

  static void end(Told told) {
    JsonNode summary = told.entities.first(Entities.MOBILE + "screen_summary");
    Double seconds = Amounts.of(summary.path("foreground_sec"));
    told.event("page_exit")
        .attribute("url", told.page.path())
        .attribute("dwell_ms", seconds == null ? null : Math.round(seconds * 1_000));
  }
}
