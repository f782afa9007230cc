package io.waymark.app.format.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.PagePath;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What messages of all types have in common. */
record Message(JsonNode tree) {
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  @Nullable String text(String field) {
    return JsonTree.text(tree, field);
  }

  Properties properties() {
    Properties properties = new Properties(tree.path("properties"));
    if (sender() == Sender.SERVER) {
      properties.drop("channel");
    }
    return properties;
  }

  JsonNode context() {
    return tree.path("context");
  }

  /** An event with all that does not depend on the message's type. */
  EventDraft draft() {
    Sender sender = sender();
    EventDraft draft =
        new EventDraft()
            .id(text("messageId"))
            .customer(text("userId"))
            .anonymous(text("anonymousId"))
            .session(session())
            .channel(channel(sender))
            .touchpoint(path())
            .attribute("user_agent", userAgent())
            .attribute("locale", locale())
            .attribute("tz", timeZone())
            .attribute("os", JsonTree.text(context().path("os"), "name"));
    if (sender == Sender.APP) {
      draft.attribute("app_version", JsonTree.text(context().path("app"), "version"));
    }
    MessageTime.put(this, draft);
    return draft;
  }

  private Sender sender() {
    return Sender.of(tree);
  }

  /** A server may say where it happened. */
  private @Nullable String channel(Sender sender) {
    return sender == Sender.SERVER
        ? JsonTree.text(tree.path("properties"), "channel")
        : sender.channel();
  }

  /** Of the page on which it happened, without query. */
  @Nullable String path() {
    String own = JsonTree.text(tree.path("properties"), "path");
    JsonNode page = context().path("page");
    String path = own == null ? JsonTree.text(page, "path") : own;
    return PagePath.of(path == null ? JsonTree.text(page, "url") : path);
  }

  @Nullable String locale() {
    return JsonTree.text(context(), "locale");
  }

  /** The customer's time zone, if it has an IANA name. */
  @Nullable String timeZone() {
    return knownZone(JsonTree.text(context(), "timezone"));
  }

  static @Nullable String knownZone(@Nullable String name) {
    return name != null && ZONES.contains(name) ? name : null;
  }

  private @Nullable String userAgent() {
    String camel = JsonTree.text(context(), "userAgent");
    return camel == null ? JsonTree.text(context(), "user_agent") : camel;
  }

  /**
   * RudderStack numbers sessions in the context; to Segment they come as a property, or among what
   * is meant for Google Analytics.
   */
  private @Nullable String session() {
    String own = JsonTree.text(context(), "sessionId");
    if (own == null) {
      own = JsonTree.text(tree.path("properties"), "session_id");
    }
    return own != null
        ? own
        : tree.path("integrations")
            .valueStream()
            .map(destination -> JsonTree.text(destination, "session_id"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }
}
