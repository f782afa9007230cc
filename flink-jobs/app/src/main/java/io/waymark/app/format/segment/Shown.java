package io.waymark.app.format.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/** {@code page} and {@code screen} messages. */
final class Shown {
  private Shown() {}

  static Event page(Message message) throws UndecodableException {
    Properties in = message.properties();
    String name = name(message, in);
    String url = in.path("url");
    String path = message.path();
    String shown = path != null ? path : url;
    EventDraft draft =
        view(message, in, name).touchpoint(shown == null ? name : shown).attribute("url", shown);
    in.rest(draft);
    return draft.admit();
  }

  static Event screen(Message message) throws UndecodableException {
    Properties in = message.properties();
    String name = name(message, in);
    // A screen has no address; its name is what tells one from another.
    EventDraft draft =
        view(message, in, name).channel("app").touchpoint(name).attribute("url", name);
    in.rest(draft);
    return draft.admit();
  }

  private static EventDraft view(Message message, Properties in, @Nullable String name) {
    JsonNode campaign = message.context().path("campaign");
    in.drop("path");
    return message
        .draft()
        .type("page_view")
        .attribute("page_name", name)
        .attribute("page_category", category(message, in))
        .attribute("utm_source", JsonTree.text(campaign, "source"))
        .attribute("utm_medium", JsonTree.text(campaign, "medium"))
        .attribute("utm_campaign", JsonTree.text(campaign, "name"));
  }

  private static @Nullable String name(Message message, Properties in) {
    String inside = in.text("name");
    String name = message.text("name");
    return name == null ? inside : name;
  }

  private static @Nullable String category(Message message, Properties in) {
    String inside = in.text("category");
    String category = message.text("category");
    return category == null ? inside : category;
  }
}
