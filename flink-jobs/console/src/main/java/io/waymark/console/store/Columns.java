package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;

/**
 * What the tables take. It is asked before a portion is put, since one fault would hold it up. A
 * message is refused for its keys alone: what else they can't take is mended or left out.
 */
final class Columns {
  private static final int LONGEST_ID = 300;
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "alert_id",
          300,
          "customer_id",
          LONGEST_ID,
          "rule_id",
          200,
          "experiment",
          200,
          "moment_id",
          700);
  private static final Map<String, Integer> LONGEST_OF_PLACE =
      Map.of("touchpoint", 500, "channel", 200, "persona", 200);

  private Columns() {}

  /**
   * The message, changed: its texts have no NUL, which PostgreSQL does not take, and its samples
   * are customers' ids that can be stored.
   *
   * @throws IllegalArgumentException if the tables can't take its keys; then it is as it was
   */
  static ObjectNode fit(ObjectNode message) {
    LONGEST.forEach((name, longest) -> fit(name, Fields.text(message, name)));
    Iterator<JsonNode> samples = message.path("samples").iterator();
    while (samples.hasNext()) {
      if (!fits(samples.next().asText(), LONGEST_ID)) {
        samples.remove();
      }
    }
    mend(message);
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

  private static boolean fits(String text, int longest) {
    return text.length() <= longest && text.indexOf('\0') < 0;
  }

  /** A text that is no key, with a mark for each NUL. */
  static String legible(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static JsonNode mend(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(mend(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, mend(array.get(i)));
      }
    } else if (node.isTextual() && node.asText().indexOf('\0') >= 0) {
      return TextNode.valueOf(legible(node.asText()));
    }
    return node;
  }
}
