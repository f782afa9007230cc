package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file that operators read says what the jobs do. */
final class TopicsFileTest {
  /** A row of the table of topics that are not compacted. */
  private static final Pattern KEPT = Pattern.compile("\\| (`.*) \\| (\\d+) days \\|");

  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  @Test
  void theFileListsTheTopicsAsTheyAreMade() throws IOException {
    JsonNode file = new YAMLMapper().readTree(Path.of("../../infra/topics.yaml").toFile());
    List<Topics.Topic> listed = new ArrayList<>();
    for (JsonNode topic : file.get("topics")) {
      Map<String, String> config = new HashMap<>();
      topic
          .get("config")
          .properties()
          .forEach(setting -> config.put(setting.getKey(), setting.getValue().asText()));
      listed.add(
          new Topics.Topic(topic.get("name").asText(), topic.get("partitions").asInt(), config));
    }

    assertThat(listed).containsExactlyElementsOf(Topics.standard().all());
  }

  @Test
  void theReadmeSaysHowLongEachTopicIsKeptThatIsNotCompacted() throws IOException {
    Map<String, String> said = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../../README.md"))) {
      Matcher row = KEPT.matcher(line);
      if (row.matches()) {
        NAME.matcher(row.group(1)).results().forEach(name -> said.put(name.group(1), row.group(2)));
      }
    }

    Map<String, String> kept = new TreeMap<>();
    for (Topics.Topic topic : new Topics("").all()) {
      if (topic.config().get("cleanup.policy").equals("delete")) {
        long millis = Long.parseLong(topic.config().get("retention.ms"));
        kept.put(topic.name(), Long.toString(Duration.ofMillis(millis).toDays()));
      }
    }
    assertThat(said).isEqualTo(kept);
  }
}
