package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.deployment.Placed;
import io.waymark.app.deployment.Rendered;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a FlinkDeployment says of a job is what the job says of itself. */
class DeployedJobsTest {
  @TempDir Path folder;

  static List<Arguments> deployments() {
    return Stream.of("one-node", "production")
        .flatMap(overlay -> Stream.of(Job.values()).map(job -> Arguments.of(overlay, job)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void aJobStartsWithWhatItIsGivenAndTheOperatorKnowsTheSame(String overlay, Job job)
      throws Exception {
    List<JsonNode> resources = Rendered.overlay(overlay);
    JsonNode spec =
        Rendered.one(resources, "FlinkDeployment", "waymark-" + job.title()).get("spec");
    Placed placed = Placed.in(folder, resources, spec.at("/podTemplate/spec/volumes"));
    String[] args =
        spec.at("/job/args")
            .valueStream()
            .map(arg -> placed.here(arg.asText()))
            .toArray(String[]::new);

    JobConfig config = JobConfig.of(job, args);

    Class<?> entry = Class.forName(spec.at("/job/entryClass").asText());
    assertThat(entry.getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(job.title() + "job");
    assertThat(entry.getMethod("main", String[].class)).isNotNull();
    assertThat(spec.at("/job/parallelism").asInt())
        .isEqualTo(config.flink().get(CoreOptions.DEFAULT_PARALLELISM));

    Map<String, String> said = config.flink().toMap();
    Map<String, String> operators = operators(spec);
    assertThat(operators)
        .containsKeys(
            CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
            CheckpointingOptions.CHECKPOINTING_INTERVAL.key(),
            CheckpointingOptions.CHECKPOINTING_TIMEOUT.key(),
            CheckpointingOptions.MAX_RETAINED_CHECKPOINTS.key(),
            CheckpointingOptions.TOLERABLE_FAILURE_NUMBER.key());
    operators.forEach(
        (key, value) -> assertThat(said.getOrDefault(key, value)).as(key).isEqualTo(value));
    assertThat(config.settings().bootstrapServers()).contains("kafka");
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void eachJobHasPlacesOfItsOwnAndMemoryThatFlinkCanDivide(String overlay, Job job) {
    JsonNode spec =
        Rendered.one(Rendered.overlay(overlay), "FlinkDeployment", "waymark-" + job.title())
            .get("spec");
    Map<String, String> operators = operators(spec);
    for (String key :
        List.of(
            CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
            CheckpointingOptions.SAVEPOINT_DIRECTORY.key(),
            "high-availability.storageDir")) {
      assertThat(operators.get(key)).as(key).endsWith("/" + job.title());
    }

    Configuration flink = Configuration.fromMap(operators);
    flink.set(
        TaskManagerOptions.TOTAL_PROCESS_MEMORY,
        MemorySize.parse(spec.at("/taskManager/resource/memory").asText()));
    flink.set(TaskManagerOptions.CPU_CORES, spec.at("/taskManager/resource/cpu").asDouble());
    assertThat(TaskExecutorProcessUtils.processSpecFromConfig(flink).getManagedMemorySize())
        .isGreaterThan(MemorySize.ofMebiBytes(256));
  }

  private static Map<String, String> operators(JsonNode spec) {
    return spec.get("flinkConfiguration").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }
}
