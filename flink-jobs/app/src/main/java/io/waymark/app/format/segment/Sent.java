package io.waymark.app.format.segment;

import io.waymark.app.format.EventDraft;

/** Properties of what became of messages that were sent: Segment's e-mail and push events. */
final class Sent {
  private Sent() {}

  static void email(Properties in, EventDraft out) {
    out.channel("email")
        .attribute("message_id", in.text("email_id"))
        .attribute("campaign", in.text("campaign_name", "campaign_id"));
  }

  static void emailLink(Properties in, EventDraft out) {
    email(in, out);
    String link = in.text("link_id");
    out.attribute("element", link == null ? in.path("link_url") : link);
  }

  static void push(Properties in, EventDraft out) {
    out.channel("push")
        .attribute("campaign", in.within("campaign").text("name"))
        .attribute("element", in.text("action"));
  }
}
