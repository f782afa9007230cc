package io.waymark.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedConfigTest {
  @TempDir Path directory;

  @Test
  void whatIsSaidReplacesOrExtendsWhatIsShippedAndTheRestStays() throws Exception {
    Path file =
        ShippedConfig.write(
            directory.resolve("journey.yaml"),
            Map.of(
                "execution.checkpointing.interval", "1s",
                "state.backend.rocksdb.timer-service.factory", "HEAP"));

    Configuration flink = JobConfig.load(Job.JOURNEY, file).flink();

    assertThat(flink.getString("execution.checkpointing.interval", "")).isEqualTo("1s");
    assertThat(flink.getString("state.backend.rocksdb.timer-service.factory", ""))
        .isEqualTo("HEAP");
    assertThat(flink.getString("pipeline.max-parallelism", "")).isEqualTo("720");
  }

  @Test
  void whatABenchAddsIsAConfigurationThatTheJobAccepts() throws Exception {
    Path file =
        ShippedConfig.write(directory.resolve("journey.yaml"), ShippedConfig.local(directory));

    assertThat(JobConfig.load(Job.JOURNEY, file).flink().getString("io.tmp.dirs", ""))
        .isEqualTo(directory.toString());
  }
}
