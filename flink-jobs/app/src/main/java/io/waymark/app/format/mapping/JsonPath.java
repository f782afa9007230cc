package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands: {@code basket.lines[0].sku}, or a JSON Pointer, {@code
 * /basket/lines/0/sku}, for names with dots or brackets. From the thing that is read; with {@code
 * $.} before it, from the record that the thing stands in.
 *
 * @param steps names, and positions in lists
 */
record JsonPath(String text, boolean ofRecord, List<String> steps) {
  static final String EXPECTED =
      "a path such as basket.lines[0].sku, /basket/lines/0/sku or, from the record, $.sent.at";

  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)?((?:\\[\\d{1,6}])*)");
  private static final Pattern POSITION = Pattern.compile("\\d{1,6}");

  /** Null if the text is no path. */
  static @Nullable JsonPath parse(String text) {
    if (text.startsWith("/")) {
      return new JsonPath(text, false, pointer(text));
    }
    boolean ofRecord = text.startsWith("$");
    List<String> steps = new ArrayList<>();
    String path = ofRecord ? text.substring(1) : text;
    if (ofRecord && path.startsWith(".")) {
      path = path.substring(1);
      if (path.isEmpty()) {
        return null;
      }
    }
    if (path.isEmpty()) {
      return ofRecord ? new JsonPath(text, true, List.of()) : null;
    }
    for (String part : path.split("\\.", -1)) {
      Matcher step = STEP.matcher(part);
      boolean positionsFirst = steps.isEmpty() && part.startsWith("[") && ofRecord;
      if (!step.matches() || (step.group(1) == null && !positionsFirst)) {
        return null;
      }
      if (step.group(1) != null) {
        steps.add(step.group(1));
      }
      Matcher position = POSITION.matcher(step.group(2));
      while (position.find()) {
        steps.add(position.group());
      }
    }
    return new JsonPath(text, ofRecord, List.copyOf(steps));
  }

  private static List<String> pointer(String text) {
    return Arrays.stream(text.substring(1).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /** The value; a missing node if there is none. */
  JsonNode find(JsonNode record, JsonNode thing) {
    JsonNode found = ofRecord ? record : thing;
    for (String step : steps) {
      found = child(found, step);
    }
    return found;
  }

  private static JsonNode child(JsonNode parent, String step) {
    if (!parent.isArray()) {
      return parent.path(step);
    }
    return POSITION.matcher(step).matches()
        ? parent.path(Integer.parseInt(step))
        : MissingNode.getInstance();
  }

  /** The record with {@code value} in the place of what stands at this path. */
  JsonNode replaced(JsonNode record, JsonNode value) {
    return replaced(record, value, 0);
  }

  private JsonNode replaced(JsonNode parent, JsonNode value, int depth) {
    if (depth == steps.size()) {
      return value;
    }
    String step = steps.get(depth);
    JsonNode inner = replaced(child(parent, step), value, depth + 1);
    if (parent.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      parent.forEach(copy::add);
      copy.set(Integer.parseInt(step), inner);
      return copy;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    parent.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
    copy.set(step, inner);
    return copy;
  }
}
