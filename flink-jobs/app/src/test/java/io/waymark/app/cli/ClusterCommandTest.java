package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ClusterCommandTest {
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "kill broker",
        "kill broker --signal STOP",
        "cut broker",
        "savepoint journey",
        "down"
      })
  void withoutAClusterItSaysHowToMakeOne(String command) {
    assertThat(run(command)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains("there is no cluster in " + folder + ": make one with: waymark cluster up");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --brokers 0",
        "up --taskmanagers 10",
        "kill",
        "kill broker --signal HUP",
        "",
        "x"
      })
  void wrongUsageStartsAndEndsNothing(String command) {
    assertThat(run(command)).isEqualTo(ExitCode.USAGE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutABuildNothingIsStarted() {
    assertThat(run("up")).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains("there is no build to start it from: run it with the launcher ./waymark");
  }

  private int run(String command) {
    CommandLine line = Waymark.commandLine(false);
    line.setErr(new PrintWriter(err, true));
    return line.execute(
        Stream.of(
                Stream.of("cluster"),
                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()),
                Stream.of("--work", folder.toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }
}
