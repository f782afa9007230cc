package io.waymark.app.format.segment;

import io.waymark.app.format.EventDraft;
import io.waymark.app.format.Rfc3339;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When a message's event happened. */
final class MessageTime {
  private MessageTime() {}

  /**
   * The {@code timestamp}, from which the spec has the skew of the client's clock removed. Where it
   * is not there yet it is worked out in the spec's way, {@code receivedAt} less the time from
   * {@code originalTimestamp} to {@code sentAt}, or {@code originalTimestamp} has to do.
   */
  static void put(Message message, EventDraft draft) {
    String corrected = message.text("timestamp");
    if (corrected != null) {
      draft.time("timestamp", corrected);
      return;
    }
    String original = message.text("originalTimestamp");
    Long happened = millis(original);
    Long sent = millis(message.text("sentAt"));
    Long received = millis(message.text("receivedAt"));
    if (happened != null && sent != null && received != null) {
      draft.time(received - (sent - happened));
    } else {
      draft.time(original == null ? "timestamp" : "originalTimestamp", original);
    }
  }

  private static @Nullable Long millis(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Rfc3339.parse(text);
    } catch (DateTimeParseException none) {
      return null;
    }
  }
}
