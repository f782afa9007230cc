package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Json;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.domain.journey.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a customer did last, as items of a timeline: a wait is one, with its length and how it
 * ended, in place of the touchpoints that it lies between.
 */
final class TouchpointItems {
  private TouchpointItems() {}

  /**
   * @param touchpoints of a journey's snapshot, oldest first
   * @param now up to which a wait lasts that has not ended
   */
  static List<ObjectNode> of(JsonNode touchpoints, long now) {
    List<Touchpoint> known = new ArrayList<>();
    for (JsonNode touchpoint : touchpoints) {
      Long at = Json.millis(text(touchpoint, "event_time"));
      String type = text(touchpoint, "event_type");
      if (at != null && type != null) {
        known.add(
            new Touchpoint(type, at, text(touchpoint, "channel"), text(touchpoint, "touchpoint")));
      }
    }
    List<ObjectNode> items = new ArrayList<>();
    Set<Touchpoint> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Wait wait : Wait.among(known, now)) {
      told.add(wait.from());
      if (wait.to() != null) {
        told.add(wait.to());
      }
      items.add(
          item(wait.from(), "wait", wait.until())
              .put("waited_for", wait.kind().name().toLowerCase(Locale.ROOT))
              .put("waited_ms", wait.millis())
              .put("status", wait.end().name().toLowerCase(Locale.ROOT)));
    }
    known.stream()
        .filter(touchpoint -> !told.contains(touchpoint))
        .forEach(one -> items.add(item(one, "touchpoint", one.eventTime())));
    return items;
  }

  private static ObjectNode item(Touchpoint touchpoint, String kind, long at) {
    return Json.object()
        .put("at", Json.time(at))
        .put("kind", kind)
        .put("channel", touchpoint.channel())
        .put("touchpoint", touchpoint.touchpoint())
        .put("event_type", touchpoint.eventType());
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.asText() : null;
  }
}
