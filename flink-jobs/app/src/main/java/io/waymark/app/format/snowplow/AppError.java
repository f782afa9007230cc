package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.HashedId;
import org.jspecify.annotations.Nullable;

/** An error in a page or an app. Its message may quote what a customer typed and is left out. */
final class AppError {
  private AppError() {}

  static void describe(JsonNode data, EventDraft draft) {
    draft
        .attribute("kind", data.path("isFatal").booleanValue() ? "crash" : "js")
        .attribute("fingerprint", fingerprint(data))
        .attribute("exception", text(data, "exceptionName"));
  }

  /** The same for the same place in the program; where none is given, for the same message. */
  private static String fingerprint(JsonNode data) {
    @Nullable String file = text(data, "fileName");
    @Nullable String place = file != null ? file : text(data, "className");
    return HashedId.of(
        text(data, "exceptionName"),
        place,
        text(data, "lineNumber"),
        text(data, "lineColumn"),
        place == null ? text(data, "message") : null);
  }
}
