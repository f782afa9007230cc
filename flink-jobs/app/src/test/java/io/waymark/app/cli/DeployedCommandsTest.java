package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.app.deployment.Placed;
import io.waymark.app.deployment.Rendered;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.job.JobSettings;
import io.waymark.console.ConsoleConfig;
import io.waymark.console.ConsoleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the image of the command line is told to do where it is deployed is a command. */
class DeployedCommandsTest {
  @Test
  void composeGivesCommandsThatThereAre() throws IOException {
    JsonNode services =
        new YAMLMapper().readTree(Rendered.INFRA.resolve("compose.yaml").toFile()).get("services");
    assertThat(leaf(services.at("/topics/command"))).isEqualTo("waymark topics apply");
    assertThat(leaf(services.at("/console/command"))).isEqualTo("waymark console");
    assertThat(leaf(services.at("/canary/command"))).isEqualTo("waymark canary");
  }

  @Test
  void kubernetesGivesCommandsThatThereAre() {
    List<JsonNode> resources = Rendered.overlay("one-node");
    JsonNode start = Rendered.one(resources, "Job", "waymark-start").at("/spec/template/spec");
    assertThat(leaf(start.at("/initContainers/0/args"))).isEqualTo("waymark topics apply");
    assertThat(leaf(start.at("/containers/0/args"))).isEqualTo("waymark rules push");
    JsonNode console = Rendered.one(resources, "Deployment", "waymark-console");
    assertThat(leaf(console.at("/spec/template/spec/containers/0/args")))
        .isEqualTo("waymark console");
    JsonNode canary = Rendered.one(resources, "Deployment", "waymark-canary");
    assertThat(leaf(canary.at("/spec/template/spec/containers/0/args")))
        .isEqualTo("waymark canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-node", "production"})
  void theCanaryFindsItsBrokers(String overlay, @TempDir Path folder) throws Exception {
    List<JsonNode> resources = Rendered.overlay(overlay);
    JsonNode pod =
        Rendered.one(resources, "Deployment", "waymark-canary").at("/spec/template/spec");
    Placed placed = Placed.in(folder, resources, pod.get("volumes"));
    JsonNode args = pod.at("/containers/0/args");

    JobSettings settings =
        JobConfig.unstarted(Job.JOURNEY, Path.of(placed.here(args.get(args.size() - 1).asText())));

    assertThat(settings.bootstrapServers()).contains("kafka");
    assertThat(args.get(2).asText())
        .isEqualTo("0.0.0.0:" + pod.at("/containers/0/ports/0/containerPort").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-node", "production"})
  void theConsoleStartsWithWhatItIsGiven(String overlay, @TempDir Path folder) throws IOException {
    List<JsonNode> resources = Rendered.overlay(overlay);
    JsonNode pod =
        Rendered.one(resources, "Deployment", "waymark-console").at("/spec/template/spec");
    Placed placed = Placed.in(folder, resources, pod.get("volumes"));
    JsonNode args = pod.at("/containers/0/args");

    ConsoleSettings settings =
        ConsoleConfig.read(
            Path.of(placed.here(args.get(args.size() - 1).asText())), Map.of(), Map.of());

    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isEqualTo(pod.at("/containers/0/ports/0/containerPort").asInt());
  }

  private static String leaf(JsonNode words) {
    String[] command = words.valueStream().map(JsonNode::asText).toArray(String[]::new);
    CommandLine.ParseResult parsed = Waymark.commandLine(false).parseArgs(command);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed.commandSpec().qualifiedName();
  }
}
