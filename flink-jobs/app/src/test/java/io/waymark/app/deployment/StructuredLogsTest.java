package io.waymark.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.JobID;
import org.apache.flink.util.MdcUtils;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deployed processes say can be read by a machine, line by line. */
class StructuredLogsTest {
  private static final Path OF_FLINK = Rendered.INFRA.resolve("flink/log4j-console.properties");
  private static final Instant TIME = Instant.parse("2026-03-02T10:00:00.007Z");

  @TempDir private Path folder;

  static List<URI> configurations() throws Exception {
    return List.of(
        OF_FLINK.toUri(),
        Objects.requireNonNull(StructuredLogsTest.class.getResource("/waymark-json-log.xml"))
            .toURI());
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aLineSaysWhenWhoAndWhat(URI configuration) throws IOException {
    JobID job = new JobID();

    JsonNode line = line(configuration, event("Time goes on.", MdcUtils.asContextData(job), null));

    assertThat(line.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("time", "level", "logger", "message", "job", "task");
    assertThat(Instant.parse(line.get("time").asText())).isEqualTo(TIME);
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("logger").asText()).isEqualTo("io.waymark.Journeys");
    assertThat(line.get("message").asText()).isEqualTo("Time goes on.");
    assertThat(line.get("job").asText()).isEqualTo(job.toHexString());
    assertThat(line.get("task").asText()).isEqualTo("journeys (1/2)#0");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void whatIsSaidComesThroughWhateverIsInIt(URI configuration) throws IOException {
    String said = "a \"quoted\" C:\\path,\nanother line,\ta tab, a bell \u0007, ไทย, {braces} %m";

    JsonNode line = line(configuration, event(said, Map.of(), null));

    assertThat(line.get("message").asText()).isEqualTo(said);
    assertThat(line.has("job")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void anExceptionIsInTheLineOfWhatIsSaidOfIt(URI configuration) throws IOException {
    Exception failure =
        new IllegalStateException("it \"broke\"", new IOException("the disk is full"));

    JsonNode line = line(configuration, event("It ends.", Map.of(), failure));

    assertThat(line.get("message").asText()).isEqualTo("It ends.");
    // Some releases of log4j begin it with a blank.
    assertThat(line.get("exception").asText().strip())
        .startsWith("java.lang.IllegalStateException: it \"broke\"")
        .contains("\tat io.waymark.app.deployment.StructuredLogsTest")
        .contains("Caused by: java.io.IOException: the disk is full");
  }

  @Test
  void whatFlinksOperatorIsGivenIsTheFileThatComposeMounts() throws IOException {
    JsonNode common =
        Rendered.documents(Rendered.INFRA.resolve("kubernetes/base/flink-deployment.yaml")).get(0);

    assertThat(common.at("/spec/logConfiguration/log4j-console.properties").asText())
        .isEqualTo(Files.readString(OF_FLINK));
  }

  private JsonNode line(URI configuration, LogEvent event) throws IOException {
    System.setProperty("log.file", folder.resolve("flink.log").toString());
    try (LoggerContext context = new LoggerContext("structured-logs")) {
      Configuration read =
          ConfigurationFactory.getInstance().getConfiguration(context, "read", configuration);
      read.initialize();
      String text = ((StringLayout) read.getAppender("json").getLayout()).toSerializable(event);
      read.stop();
      assertThat(text.lines()).hasSize(1);
      assertThat(text).endsWith(System.lineSeparator());
      return new ObjectMapper().readTree(text);
    } finally {
      System.clearProperty("log.file");
    }
  }

  private static LogEvent event(
      String message, Map<String, String> context, @Nullable Throwable thrown) {
    MutableInstant instant = new MutableInstant();
    instant.initFromEpochMilli(TIME.toEpochMilli(), 0);
    return Log4jLogEvent.newBuilder()
        .setLoggerName("io.waymark.Journeys")
        .setLevel(Level.WARN)
        .setMessage(new SimpleMessage(message))
        .setThreadName("journeys (1/2)#0")
        .setContextData(new SortedArrayStringMap(context))
        .setInstant(instant)
        .setThrown(thrown)
        .build();
  }
}
