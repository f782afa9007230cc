package io.waymark.app.format.ga4;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.HashedId;
import io.waymark.app.format.PagePath;
import io.waymark.app.format.SnakeCase;
import io.waymark.app.format.TrustedTypes;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * GA4's events as Waymark's. Commerce has the same names in both; what GA4 collects by itself has
 * names here too; any other keeps its own.
 */
final class EventKinds {
  private EventKinds() {}

  /** Null for a heartbeat: it says that a page is still looked at, not that something happened. */
  static @Nullable EventDraft draft(SentEvent sent) throws UndecodableException {
    String name = sent.name();
    if ("user_engagement".equals(name)) {
      return null;
    }
    String type = name == null ? "" : type(name);
    TrustedTypes.refuse(type);
    EventDraft draft = new EventDraft().type(type).touchpoint(Pages.touchpoint(sent.params()));
    sent.describe(draft);
    Params.describe(sent.params(), draft);
    Shop.describe(type, sent, draft);
    describe(name == null ? "" : name, sent, draft);
    return draft;
  }

  private static String type(String name) {
    return switch (name) {
      case "screen_view" -> "page_view";
      case "exception", "app_exception" -> "error";
      case "file_download", "video_progress", "video_complete" -> "content_viewed";
      case "ecommerce_purchase" -> "purchase";
      default -> SnakeCase.of(name);
    };
  }

  private static void describe(String name, SentEvent sent, EventDraft draft) {
    JsonNode params = sent.params();
    switch (name) {
      case "page_view", "screen_view" -> Pages.view(sent, draft);
      case "session_start" -> Pages.start(sent, draft);
      case "click" -> click(params, draft);
      case "scroll" -> draft.attribute("scroll_pct", Amounts.of(params.path("percent_scrolled")));
      case "form_start", "form_submit" -> draft.attribute("form_id", form(params));
      case "exception", "app_exception" -> error(name, params, draft);
      case "file_download" ->
          draft.attribute("content_id", text(params, "file_name")).attribute("kind", "document");
      case "video_progress", "video_complete" -> video(params, draft);
      default -> {}
    }
  }

  /** GA4 counts clicks on links that lead away. */
  private static void click(JsonNode params, EventDraft draft) {
    String id = text(params, "link_id");
    String target = PagePath.of(text(params, "link_url"));
    draft
        .attribute("element", id != null ? id : target)
        .attribute("to_url", target)
        .attribute("interactive", true)
        .attribute("input", false);
  }

  /** Forms without an id are known by their name, or by where they are sent to. */
  private static @Nullable String form(JsonNode params) {
    String id = text(params, "form_id");
    String name = text(params, "form_name");
    String named = name != null ? name : PagePath.of(text(params, "form_destination"));
    return id != null ? id : named;
  }

  private static void error(String name, JsonNode params, EventDraft draft) {
    String message = text(params, "description");
    draft
        .attribute("kind", name.equals("app_exception") ? "crash" : "js")
        .attribute("fingerprint", message == null ? null : HashedId.of(message));
  }

  private static void video(JsonNode params, EventDraft draft) {
    String title = text(params, "video_title");
    draft
        .attribute("content_id", title != null ? title : PagePath.of(text(params, "video_url")))
        .attribute("kind", "video")
        .attribute("watched_pct", Amounts.of(params.path("video_percent")));
  }
}
