package io.waymark.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TraceOptions;
import org.junit.jupiter.api.Test;

/** What is said of spans is what this Flink understands; it would pass over what it does not. */
class TracesTest {
  private static final String REPORTER = "otel";

  /** Of the reporter itself, which is no library of ours: as its documentation names them. */
  private static final Set<String> OF_OPEN_TELEMETRY =
      Set.of("exporter.endpoint", "exporter.timeout", "service.name");

  @Test
  void everyLineIsAnOptionOfFlink() throws IOException {
    Map<String, String> lines =
        new YAMLMapper()
            .readValue(
                Rendered.INFRA.resolve("flink/traces.yaml").toFile(),
                new TypeReference<Map<String, String>>() {});
    Configuration flink = Configuration.fromMap(lines);

    assertThat(flink.get(TraceOptions.TRACE_REPORTERS_LIST)).isEqualTo(REPORTER);
    assertThat(flink.get(TraceOptions.CHECKPOINT_SPAN_DETAIL_LEVEL))
        .isEqualTo(TraceOptions.CheckpointSpanDetailLevel.CHILDREN_SPANS_PER_TASK);

    String prefix = ConfigConstants.TRACES_REPORTER_PREFIX + REPORTER + ".";
    Set<String> known = new TreeSet<>();
    known.add(TraceOptions.TRACE_REPORTERS_LIST.key());
    known.add(TraceOptions.CHECKPOINT_SPAN_DETAIL_LEVEL.key());
    known.add(prefix + TraceOptions.REPORTER_FACTORY_CLASS.key());
    OF_OPEN_TELEMETRY.forEach(key -> known.add(prefix + key));
    assertThat(lines.keySet()).isEqualTo(known);
  }
}
