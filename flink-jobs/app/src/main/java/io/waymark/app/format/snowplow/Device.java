package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import io.waymark.app.format.EventDraft;
import org.jspecify.annotations.Nullable;

/** What an event was done with: attributes that any event may have. */
final class Device {
  private Device() {}

  static void describe(EnrichedRow row, Entities entities, EventDraft draft) {
    draft
        .attribute("user_agent", row.text(Column.USERAGENT))
        .attribute("device_type", type(row, entities))
        .attribute("os", os(row, entities))
        .attribute("app_version", appVersion(entities))
        .attribute("locale", row.text(Column.BR_LANG))
        .attribute("tz", row.text(Column.OS_TIMEZONE))
        .attribute("bot", Robots.are(entities) ? Boolean.TRUE : null);
  }

  private static @Nullable String type(EnrichedRow row, Entities entities) {
    String known = Robots.deviceClass(entities);
    String named = known.isEmpty() ? row.text(Column.DVCE_TYPE) : known;
    if (named == null) {
      return null;
    }
    return switch (named) {
      case "Desktop", "Computer" -> "desktop";
      case "Phone", "Mobile" -> "mobile";
      case "Tablet" -> "tablet";
      case "TV", "Set-top box", "Digital media receiver" -> "tv";
      default -> null;
    };
  }

  private static @Nullable String os(EnrichedRow row, Entities entities) {
    String family = row.text(Column.OS_FAMILY);
    return family != null
        ? family
        : text(entities.first(Entities.SNOWPLOW + "mobile_context"), "osType");
  }

  private static @Nullable String appVersion(Entities entities) {
    String app = text(entities.first(Entities.MOBILE + "application"), "version");
    return app != null ? app : text(entities.first(Entities.SNOWPLOW + "application"), "version");
  }
}
