package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {

  @ParameterizedTest
  @EnumSource(Job.class)
  void eachLoadsAsItIs(Job job) throws Exception {
    JobConfig config = JobConfig.read(job, yaml(job));

    assertThat(config.settings().bootstrapServers()).isEqualTo("localhost:9092");
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void eachHasEveryOptionOfItsJob(Job job) throws IOException {
    assertThat(yaml(job).values()).containsKeys(keys(job));
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void noValueOfOursStandsWithoutAReason(Job job) {
    String[] lines = job.template().split("\n");
    for (int i = 1; i < lines.length; i++) {
      boolean first = lines[i - 1].isBlank() || lines[i - 1].startsWith("#");
      if (lines[i].startsWith("waymark.") && first) {
        assertThat(lines[i - 1]).as(lines[i]).startsWith("# ");
      }
    }
  }

  private static FlatYaml yaml(Job job) throws IOException {
    return FlatYaml.read(job.title() + ".yaml", new StringReader(job.template()));
  }

  private static String[] keys(Job job) {
    return job.options().stream().map(ConfigOption::key).toArray(String[]::new);
  }
}
