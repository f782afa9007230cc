package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the tables take. It is asked before a portion is put, since one fault would hold it up. */
final class Columns {
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "alert_id", 300, "customer_id", 300, "rule_id", 200, "experiment", 200, "moment_id", 700);
  private static final Map<String, Integer> LONGEST_OF_PLACE =
      Map.of("touchpoint", 500, "channel", 200, "persona", 200);

  private Columns() {}

  /**
   * A message whose keys are short enough.
   *
   * @throws IllegalArgumentException if the tables can't take it
   */
  static ObjectNode fit(ObjectNode message) {
    check(message);
    LONGEST.forEach((name, longest) -> fit(name, Fields.text(message, name)));
    message.path("samples").forEach(id -> fit("customer_id", id.asText()));
    return message;
  }

  /** Figures, whose place is their key. */
  static ObjectNode fitPlace(ObjectNode kpi) {
    LONGEST_OF_PLACE.forEach((name, longest) -> fit(name, Fields.text(kpi, name), longest));
    return fit(kpi);
  }

  /** A text that is one of the keys. */
  static String fit(String name, String text) {
    return fit(name, text, LONGEST.getOrDefault(name, Integer.MAX_VALUE));
  }

  static String fit(String name, String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(name + " has more than " + longest + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(name + " has a NUL");
    }
    return text;
  }

  private static void check(JsonNode node) {
    if (node.isTextual()) {
      fit("a text", node.asText());
    }
    node.forEach(Columns::check);
  }
}
