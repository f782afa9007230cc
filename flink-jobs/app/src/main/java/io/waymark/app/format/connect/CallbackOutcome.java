package io.waymark.app.format.connect;

import io.waymark.pipeline.wire.UndecodableException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a callback in which customer and agent did not meet. */
final class CallbackOutcome {
  private CallbackOutcome() {}

  /** Null if nobody was dialled: it was cancelled, or expired in the queue. */
  static @Nullable String of(Contact contact) throws UndecodableException {
    String status = contact.text("answeringMachineDetectionStatus");
    if (status == null) {
      Long agent = contact.time("agentInfo", "connectedToAgentTimestamp");
      return agent == null ? null : "no_answer";
    }
    return switch (status.toUpperCase(Locale.ROOT)) {
      case "VOICEMAIL_BEEP", "VOICEMAIL_NO_BEEP" -> "voicemail";
      case "SIT_TONE_BUSY" -> "busy";
      case "AMD_UNANSWERED", "AMD_NOT_APPLICABLE" -> "no_answer";
      default -> "failed";
    };
  }
}
