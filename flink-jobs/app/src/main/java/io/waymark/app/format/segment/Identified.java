package io.waymark.app.format.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code identify} and {@code alias} messages: who somebody is, and what is known of them. */
final class Identified {
  private static final Set<String> METHODS = Set.of("login", "form", "link", "loyalty", "agent");
  private static final int COUNTRY_LETTERS = 2;

  private Identified() {}

  /**
   * That device and person are the same, if both are named; and the traits that say something
   * without saying who it is, under an id of their own.
   */
  static List<Event> events(Message message) throws UndecodableException {
    List<Event> events = new ArrayList<>(2);
    if (message.text("userId") != null && message.text("anonymousId") != null) {
      String method = JsonTree.text(traits(message), "method");
      events.add(
          message
              .draft()
              .type("identify")
              .attribute("method", method != null && METHODS.contains(method) ? method : "login")
              .admit());
    }
    EventDraft profile = message.draft().type("profile_updated").id(id(message));
    if (describe(message, profile)) {
      events.add(profile.admit());
    } else if (events.isEmpty()) {
      // Sound or not, only what could have been told decides.
      profile.admit();
    }
    return events;
  }

  static Event alias(Message message) throws UndecodableException {
    String previous = message.text("previousId");
    if (previous == null) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "previousId is missing");
    }
    return message
        .draft()
        .type("alias")
        // Which of two known ids is kept is not for a device to say.
        .anonymous(null)
        .attribute("previous_id", previous)
        .admit();
  }

  /** RudderStack's browser SDK has them in the context only. */
  private static JsonNode traits(Message message) {
    JsonNode own = message.tree().path("traits");
    return own.isObject() ? own : message.context().path("traits");
  }

  private static @Nullable String id(Message message) {
    String id = message.text("messageId");
    return id == null ? null : id + ":profile";
  }

  private static boolean describe(Message message, EventDraft profile) {
    JsonNode traits = traits(message);
    boolean known = false;
    for (String trait : List.of("tier", "segment", "persona", "plan")) {
      JsonNode value = traits.path(trait);
      known |= value.isValueNode();
      profile.attribute(trait, value);
    }
    String country = country(traits);
    String locale = first(JsonTree.text(traits, "locale"), message.locale());
    String zone = first(Message.knownZone(JsonTree.text(traits, "timezone")), message.timeZone());
    profile.attribute("country", country).attribute("locale", locale).attribute("tz", zone);
    return known || country != null || locale != null || zone != null;
  }

  /** The code, at the top or in the address; a country's name is none. */
  private static @Nullable String country(JsonNode traits) {
    String country =
        first(JsonTree.text(traits, "country"), JsonTree.text(traits.path("address"), "country"));
    return country != null && country.length() == COUNTRY_LETTERS
        ? country.toUpperCase(Locale.ROOT)
        : null;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
