package io.waymark.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The images, and the compose file that uses them. */
class ImagesTest {
  private final List<String> dockerfile = lines("Dockerfile");

  @Test
  void imagesRunAsAUserThatIsNotRoot() {
    Map<String, String> users = new TreeMap<>();
    String stage = "";
    for (String line : dockerfile) {
      if (line.startsWith("FROM ")) {
        stage = line.substring(line.lastIndexOf(' ') + 1);
      } else if (line.startsWith("USER ")) {
        users.put(stage, line.substring("USER ".length()));
      }
    }
    assertThat(users).isEqualTo(Map.of("jobs", "9999:9999", "waymark", "10001:10001"));
  }

  @Test
  void theJarIsWhereItIsMadeAndWhereTheJobsLookForIt() {
    JsonNode common =
        Rendered.documents(Rendered.INFRA.resolve("kubernetes/base/flink-deployment.yaml")).get(0);
    String place = common.at("/spec/job/jarURI").asText().replace("local://", "");

    assertThat(dockerfile)
        .contains("COPY --from=build /waymark/flink-jobs/app/target/waymark.jar " + place);
    // The names that the build gives them.
    assertThat(lines("../flink-jobs/app/pom.xml"))
        .anyMatch(line -> line.contains("<outputFile>${project.build.directory}/waymark.jar<"))
        .anyMatch(line -> line.contains("<outputDirectory>${project.build.directory}/lib<"));
  }

  @Test
  void theCommandLineOfTheImageStartsWithAClassAndSettingsThatAreThere() throws Exception {
    String entry =
        dockerfile.stream().filter(line -> line.startsWith("ENTRYPOINT ")).findFirst().get();
    List<String> words =
        Arrays.asList(
            new ObjectMapper().readValue(entry.substring("ENTRYPOINT ".length()), String[].class));

    assertThat(Class.forName(words.get(words.size() - 1)).getMethod("main", String[].class))
        .isNotNull();
    assertThat(words).contains("-Dlog4j2.configurationFile=classpath:waymark-json-log.xml");
    assertThat(ImagesTest.class.getResource("/waymark-json-log.xml")).isNotNull();
  }

  @Test
  void composeTakesTheFile() {
    JsonNode file = compose();
    assertThat(Schemas.composeProblems(file)).isEmpty();
    assertThat(file.get("services").properties())
        .extracting(Map.Entry::getKey)
        .contains("kafka", "jobmanager", "taskmanager", "console", "prometheus", "grafana");
    for (Map.Entry<String, JsonNode> service : file.get("services").properties()) {
      for (JsonNode volume : service.getValue().path("volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith(".")) {
          assertThat(Rendered.INFRA.resolve(source)).exists();
        } else if (source.startsWith("/")) {
          assertThat(volume.asText()).as("under the same name").isEqualTo(source + ":" + source);
        } else {
          assertThat(file.get("volumes").has(source)).as(source).isTrue();
        }
      }
      for (String other : dependencies(service.getValue().path("depends_on"))) {
        assertThat(file.get("services").has(other)).as(other).isTrue();
      }
    }
  }

  @Test
  void whatTopicsHoldOutlivesTheirContainer() {
    JsonNode kafka = compose().at("/services/kafka");
    String volume = kafka.at("/volumes/0").asText().split(":")[1];
    assertThat(kafka.at("/environment/KAFKA_LOG_DIRS").asText()).startsWith(volume + "/");
  }

  @Test
  void whatIsOursInComposeCannotWriteButWhereItIsSaid() {
    for (String name : List.of("topics", "console", "canary")) {
      JsonNode service = compose().at("/services/" + name);
      assertThat(service.get("read_only").asBoolean()).as(name).isTrue();
      assertThat(service.at("/cap_drop/0").asText()).as(name).isEqualTo("ALL");
      assertThat(service.at("/build/dockerfile").asText()).isEqualTo("infra/Dockerfile");
      assertThat(dockerfile).anyMatch(line -> line.endsWith(" AS " + target(service)));
    }
  }

  @Test
  void composeRefusesWhatNobodyKnows() {
    JsonNode file = compose();
    ((ObjectNode) file.at("/services/console")).put("readonly", true);
    assertThat(Schemas.composeProblems(file)).anyMatch(problem -> problem.contains("readonly"));
  }

  /** A list of names, or a map by them. */
  private static List<String> dependencies(JsonNode on) {
    return on.isArray()
        ? on.valueStream().map(JsonNode::asText).toList()
        : on.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String target(JsonNode service) {
    return service.at("/build/target").asText();
  }

  private static JsonNode compose() {
    try {
      // Anchors are resolved as compose does.
      return new ObjectMapper()
          .valueToTree(
              new Yaml().<Object>load(Files.readString(Rendered.INFRA.resolve("compose.yaml"))));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> lines(String name) {
    try {
      return Files.readAllLines(Rendered.INFRA.resolve(Path.of(name)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
