package io.waymark.app.format.segment;

import io.waymark.app.format.EventDraft;
import org.jspecify.annotations.Nullable;

/** Properties of Segment's live chat events. A conversation is the leg and the chain in one. */
final class Conversation {
  private static final double MILLIS = 1_000;

  private Conversation() {}

  static void started(Properties in, EventDraft out) {
    String id = leg(in, out);
    out.attribute("contact_id", id).attribute("initiated_by", "customer");
    in.drop("message_body", "conversation_duration");
  }

  static void ended(Properties in, EventDraft out) {
    leg(in, out);
    Double seconds = in.amount("conversation_duration");
    out.attribute("talk_ms", seconds == null ? null : Math.round(seconds * MILLIS));
    in.drop("message_body", "conversation_duration");
  }

  static void fromCustomer(Properties in, EventDraft out) {
    message(in, out.attribute("role", "customer"));
  }

  static void fromAgent(Properties in, EventDraft out) {
    message(in, out.attribute("role", "agent"));
  }

  private static void message(Properties in, EventDraft out) {
    leg(in, out);
    out.attribute("text", in.text("message_body"));
    in.drop("conversation_duration");
  }

  private static @Nullable String leg(Properties in, EventDraft out) {
    String id = in.text("conversation_id");
    out.channel("chat").attribute("conversation_id", id).attribute("contact_chain_id", id);
    // An agent is known by id; the message's id is none of a message that we send out.
    in.drop("agent_username", "message_id");
    return id;
  }
}
