package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The file that operators read says what the jobs do. */
final class TopicsFileTest {

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
}
