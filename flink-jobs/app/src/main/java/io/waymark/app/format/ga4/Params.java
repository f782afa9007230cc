package io.waymark.app.format.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.OpenAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters that businesses and GA4 give to events, as attributes under their own names. */
final class Params {
  /** Prefixes of names that GA4 keeps for itself. */
  private static final List<String> KEPT = List.of("_", "ga_", "google_", "gtag.", "firebase_");

  /** Workings of the tag, and what becomes a field or an attribute of another name. */
  private static final Set<String> TAKEN =
      Set.of(
          "batch_ordering_id",
          "batch_page_id",
          "campaign",
          "campaign_id",
          "content",
          "debug_mode",
          "description",
          "engaged_session_event",
          "engagement_time_msec",
          "entrances",
          "fatal",
          "form_destination",
          "form_id",
          "freeride",
          "ignore_referrer",
          "items",
          "link_id",
          "link_url",
          "medium",
          "page_location",
          "page_referrer",
          "page_title",
          "percent_scrolled",
          "screen_name",
          "session_engaged",
          "session_id",
          "session_number",
          "source",
          "term",
          "timestamp_micros",
          "transaction_id",
          "user_id",
          "video_percent",
          "video_url");

  private Params() {}

  static void describe(JsonNode params, EventDraft draft) {
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      String name = param.getKey();
      if (!TAKEN.contains(name) && KEPT.stream().noneMatch(name::startsWith)) {
        OpenAttributes.take(draft, name, param.getValue());
      }
    }
  }
}
