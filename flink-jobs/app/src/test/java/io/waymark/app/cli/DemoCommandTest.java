package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
  private final StringWriter err = new StringWriter();

  @Test
  void timeIsNotSlowedDown() {
    assertThat(run("--speed", "0.5")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--speed 0.5 has to be at least 1");
  }

  @Test
  void itLastsForSomeTime() {
    assertThat(run("--minutes", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--minutes 0.0 has to be more than 0");
  }

  @Test
  void aMissingLogIsNamed() {
    assertThat(run("--events", "nowhere.jsonl")).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("there is no file nowhere.jsonl");
  }

  @Test
  void aFormatThatIsUnknownIsSaid() {
    assertThat(run("--events", "log.csv", "--format", "csv")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--format csv: there is no format csv; there are waymark,");
  }

  @Test
  void aDirectoryIsNoLog(@TempDir Path folder) {
    assertThat(run("--events", folder.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains(folder + " is a directory; name the files in it: " + folder);
  }

  @Test
  void aLogWithoutEventsIsNamedBeforeAnythingStarts(@TempDir Path folder) throws IOException {
    Path log = Files.writeString(folder.resolve("log.jsonl"), "nothing\n");

    assertThat(run("--events", log.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("there is no event in " + log).doesNotContain("Kafka");
  }

  @Test
  void aWrongRuleIsShownWithItsPlace(@TempDir Path folder) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - id: a\n");

    assertThat(run("--rules", rules.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("rules.yaml:2:");
  }

  private int run(String... options) {
    CommandLine line = Waymark.commandLine(false);
    line.setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 1];
    args[0] = "demo";
    System.arraycopy(options, 0, args, 1, options.length);
    return line.execute(args);
  }
}
