package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.PagePath;
import org.jspecify.annotations.Nullable;

/** The page or screen an event happened on. */
record Page(@Nullable String path, @Nullable String viewId) {

  static Page of(EnrichedRow row, Entities entities) {
    JsonNode screen = entities.first(Entities.MOBILE + "screen");
    String path = row.text(Column.PAGE_URLPATH);
    if (path == null) {
      path = PagePath.of(row.text(Column.PAGE_URL));
    }
    String view = text(entities.first(Entities.SNOWPLOW + "web_page"), "id");
    return new Page(
        path != null ? path : text(screen, "name"), view != null ? view : text(screen, "id"));
  }

  /** What is known of a page that was shown. */
  void describeView(EnrichedRow row, Entities entities, EventDraft draft) {
    draft
        .attribute("url", path)
        .attribute("title", row.text(Column.PAGE_TITLE))
        .attribute("page_type", type(entities))
        .attribute("referrer", referrer(row))
        .attribute("utm_source", row.text(Column.MKT_SOURCE))
        .attribute("utm_medium", row.text(Column.MKT_MEDIUM))
        .attribute("utm_campaign", row.text(Column.MKT_CAMPAIGN));
  }

  private static @Nullable String referrer(EnrichedRow row) {
    String path = row.text(Column.REFR_URLPATH);
    return path != null ? path : PagePath.of(row.text(Column.PAGE_REFERRER));
  }

  private static @Nullable String type(Entities entities) {
    String named = text(entities.first(Entities.ECOMMERCE + "page"), "type");
    return named == null ? null : PageType.of(named);
  }
}
