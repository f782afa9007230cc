package io.waymark.app.format.ga4;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import org.jspecify.annotations.Nullable;

/** What an event was done with: attributes that any event may have. */
final class Device {
  private Device() {}

  static void describe(JsonNode device, EventDraft draft) {
    draft
        .attribute("device_type", type(device))
        .attribute("os", text(device, "operating_system"))
        .attribute("locale", text(device, "language"));
  }

  private static @Nullable String type(JsonNode device) {
    String category = text(device, "category");
    return switch (category == null ? "" : category) {
      case "desktop", "mobile", "tablet" -> category;
      case "smart tv" -> "tv";
      default -> null;
    };
  }
}
