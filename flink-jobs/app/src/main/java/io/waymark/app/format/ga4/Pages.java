package io.waymark.app.format.ga4;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.PagePath;
import org.jspecify.annotations.Nullable;

/** Pages and screens, and where a visit to them came from. */
final class Pages {
  private Pages() {}

  /** The path of the page, else the name of the screen. */
  static @Nullable String touchpoint(JsonNode params) {
    String page = PagePath.of(text(params, "page_location"));
    return page != null ? page : screen(params);
  }

  private static @Nullable String screen(JsonNode params) {
    String screen = text(params, "firebase_screen");
    String named = screen != null ? screen : text(params, "screen_name");
    return named != null ? named : text(params, "firebase_screen_class");
  }

  static void view(SentEvent sent, EventDraft draft) {
    JsonNode params = sent.params();
    draft.attribute("url", touchpoint(params)).attribute("title", text(params, "page_title"));
    origin(sent, draft);
    if (!params.hasNonNull("page_referrer")) {
      draft.attribute("referrer", text(params, "firebase_previous_screen"));
    }
  }

  static void start(SentEvent sent, EventDraft draft) {
    draft.attribute("visit_count", Whole.of(sent.params().path("ga_session_number")));
    origin(sent, draft);
  }

  private static void origin(SentEvent sent, EventDraft draft) {
    JsonNode params = sent.params();
    JsonNode source = sent.trafficSource();
    draft
        .attribute("referrer", PagePath.of(text(params, "page_referrer")))
        .attribute("utm_source", first(text(params, "source"), text(source, "manual_source")))
        .attribute("utm_medium", first(text(params, "medium"), text(source, "manual_medium")))
        .attribute(
            "utm_campaign", first(text(params, "campaign"), text(source, "manual_campaign_name")));
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other;
  }
}
