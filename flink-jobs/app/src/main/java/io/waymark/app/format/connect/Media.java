package io.waymark.app.format.connect;

import org.jspecify.annotations.Nullable;

/**
 * How a contact's event types and ids are called.
 *
 * @param channel of the record
 * @param prefix what the types of queueing and talking begin with; null if it has none of those
 * @param leg the attribute that names a leg
 */
record Media(String channel, @Nullable String prefix, String leg) {

  /** Null if it is no contact with a customer. */
  static @Nullable Media of(Contact contact) {
    return switch (contact.channel()) {
      case "VOICE" -> new Media("call", "call", "call_id");
      case "CHAT" -> new Media(messenger(contact), "chat", "conversation_id");
      case "EMAIL" -> new Media("email", null, "contact_id");
      default -> null;
    };
  }

  private static String messenger(Contact contact) {
    String subtype = contact.text("segmentAttributes", "connect:Subtype", "valueString");
    return "connect:SMS".equalsIgnoreCase(subtype) ? "sms" : "chat";
  }
}
