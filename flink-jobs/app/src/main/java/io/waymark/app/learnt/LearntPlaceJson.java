package io.waymark.app.learnt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.pulse.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt of a place as one line: the place, the zone of the clocks by whose hours it was
 * learnt, and what is stored, in Base64.
 */
public final class LearntPlaceJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private LearntPlaceJson() {}

  /** What stands in a line. */
  record Line(LearntPlace learnt, ZoneId zone) {}

  /** The line in UTF-8, without its end. */
  public static byte[] write(LearntPlace learnt, ZoneId zone) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("touchpoint", learnt.place().touchpoint());
    line.put("channel", learnt.place().channel());
    line.put("persona", learnt.place().persona());
    line.put("zone", zone.getId());
    line.put("state", learnt.state());
    ObjectNode hours = line.putObject("hours");
    learnt.hours().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(hour -> hours.put(Integer.toString(hour.getKey()), hour.getValue()));
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a line.
   *
   * @throws IOException if it is none of {@link #write}'s
   */
  static Line read(byte[] text) throws IOException {
    JsonNode line = MAPPER.readTree(text);
    Map<Integer, byte[]> hours = new HashMap<>();
    try {
      for (Map.Entry<String, JsonNode> hour : line.required("hours").properties()) {
        hours.put(Integer.valueOf(hour.getKey()), hour.getValue().binaryValue());
      }
      Place place =
          new Place(
              line.required("touchpoint").asText(), text(line, "channel"), text(line, "persona"));
      return new Line(
          new LearntPlace(place, line.required("state").binaryValue(), hours),
          ZoneId.of(line.required("zone").asText()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static @Nullable String text(JsonNode line, String name) {
    JsonNode value = line.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }
}
