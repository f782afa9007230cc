package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.PagePath;
import java.util.StringJoiner;

/** Clicks, forms and searches. What was typed into a form is never taken. */
final class Interactions {
  private Interactions() {}

  static void linkClick(JsonNode data, EventDraft draft) {
    String id = text(data, "elementId");
    String target = PagePath.of(text(data, "targetUrl"));
    draft
        .attribute("element", id != null ? id : target)
        .attribute("to_url", target)
        .attribute("interactive", true)
        .attribute("input", false);
  }

  static void buttonClick(JsonNode data, EventDraft draft) {
    String id = text(data, "id");
    String name = text(data, "name");
    String named = name != null ? name : text(data, "label");
    draft
        .attribute("element", id != null ? id : named)
        .attribute("interactive", true)
        .attribute("input", false);
  }

  static void field(JsonNode data, EventDraft draft) {
    form(data, draft);
    draft.attribute("field_id", text(data, "elementId"));
  }

  static void form(JsonNode data, EventDraft draft) {
    draft.attribute("form_id", text(data, "formId"));
  }

  /** A search, and its results if they were counted. */
  static void search(JsonNode data, Told told) {
    StringJoiner terms = new StringJoiner(" ");
    for (JsonNode term : data.path("terms")) {
      if (JsonTree.scalar(term) instanceof String word) {
        terms.add(word);
      }
    }
    told.event("search").attribute("search_term", terms.toString());
    if (data.path("totalResults").isIntegralNumber()) {
      told.event("view_search_results")
          .attribute("search_term", terms.toString())
          .attribute("results_count", data.path("totalResults"));
    }
  }
}
