package io.waymark.app.format.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.ReadingLines;
import io.waymark.app.format.SnakeCase;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of semantic events in {@code formats.md} against the golden messages. */
class SegmentDocumentTest {
  private static final String HEAD = "| event | event_type | fields |";
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");
  private static final Set<String> ON_EVERY_EVENT =
      Set.of("user_agent", "locale", "tz", "os", "app_version");

  private final ObjectMapper json = new ObjectMapper();

  private record Row(String type, Set<String> fields) {}

  @Test
  void eachEventWithAMeaningHasARow() throws IOException {
    assertThat(rows().keySet()).isEqualTo(SemanticEvent.EVENTS.keySet());
    rows()
        .forEach(
            (name, row) -> assertThat(SemanticEvent.EVENTS.get(name).type()).isEqualTo(row.type));
  }

  @Test
  void theFieldsOfARowAreThoseThatItsMessagesGet() throws IOException {
    Map<String, Row> rows = rows();
    for (String message : SegmentGoldenTest.lines("semantic.jsonl")) {
      JsonNode tree = json.readTree(message);
      String name = SnakeCase.of(tree.path("event").asText());
      Event event = ReadingLines.of(new SegmentFormat(), message).events.get(0);
      Set<String> documented = rows.containsKey(name) ? rows.get(name).fields : Set.of();

      assertThat(event.attributes().keySet()).as(name).containsAll(documented);
      Set<String> kept = new HashSet<>(event.attributes().keySet());
      kept.removeAll(documented);
      kept.removeAll(ON_EVERY_EVENT);
      assertThat(ownNames(tree)).as(name + " keeps under their names").containsAll(kept);
    }
  }

  private static Set<String> ownNames(JsonNode message) {
    return message.path("properties").properties().stream()
        .map(property -> SnakeCase.of(property.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Row> rows() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    Files.readString(Path.of("formats.md"))
        .lines()
        .dropWhile(line -> !line.equals(HEAD))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1))
        .forEach(
            cells -> {
              Row row = new Row(codes(cells[2]).iterator().next(), codes(cells[3]));
              for (String name : cells[1].split(",")) {
                rows.put(SnakeCase.of(name), row);
              }
            });
    return rows;
  }

  /** What stands in code outside brackets. */
  private static Set<String> codes(String cell) {
    return CODE.matcher(cell.replaceAll("\\([^)]*\\)", ""))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
