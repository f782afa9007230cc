package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
    assertThat(job.template()).contains(keys(job, option -> true));
    assertThat(yaml(job).values()).containsKeys(keys(job, ConfigOption::hasDefaultValue));
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void noValueStandsWithoutAReason(Job job) throws IOException {
    List<String> explained = new ArrayList<>();
    String above = "";
    for (String line : job.template().split("\n")) {
      boolean reason = above.startsWith("# ") && !above.startsWith("# ---");
      if (reason && !line.isBlank() && !line.startsWith("#")) {
        explained.add(line.substring(0, line.indexOf(':')));
      }
      above = line;
    }
    assertThat(explained).containsExactlyElementsOf(yaml(job).values().keySet());
  }

  private static FlatYaml yaml(Job job) throws IOException {
    return FlatYaml.read(job.title() + ".yaml", new StringReader(job.template()));
  }

  private static String[] keys(Job job, Predicate<ConfigOption<?>> which) {
    return job.options().stream().filter(which).map(ConfigOption::key).toArray(String[]::new);
  }
}
