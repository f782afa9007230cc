package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code waymark run} against a broker. */
class RunCommandITCase {
  private final StringWriter err = new StringWriter();

  @Test
  void aSourceWithoutItsTopicIsNamedBeforeTheJobStarts(@TempDir Path folder) throws Exception {
    String none = UUID.randomUUID().toString();
    Path config =
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s.
            waymark.source.%s.format: segment
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 10s
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    UUID.randomUUID(),
                    none,
                    folder.resolve("checkpoints").toUri()));
    CommandLine line = Waymark.commandLine(false);
    line.setErr(new PrintWriter(err, true));

    assertThat(line.execute("run", "journey", "--config", config.toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains("there is no topic " + none + "; the configuration names it as a source")
        .doesNotContain("is running");
  }
}
