package io.waymark.app.format.segment;

import io.waymark.app.format.EventDraft;
import io.waymark.app.format.SnakeCase;
import io.waymark.app.format.TrustedTypes;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;

/** {@code track} messages: those with a meaning of their own, and all others by their names. */
final class Tracked {
  private Tracked() {}

  static Event event(Message message) throws UndecodableException {
    String name = message.text("event");
    String words = name == null ? "" : SnakeCase.of(name);
    if (words.isEmpty()) {
      throw new UndecodableException(RejectReason.NO_TYPE, "event is missing or says nothing");
    }
    EventDraft draft = message.draft();
    Properties properties = message.properties();
    SemanticEvent known = SemanticEvent.named(words);
    if (known == null) {
      TrustedTypes.refuse(words);
      draft.type(words);
    } else {
      draft.type(known.type());
      known.mapping().map(properties, draft);
    }
    properties.rest(draft);
    return draft.admit();
  }
}
