package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunCommandTest {
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8081", "https://flink:8081", "http://flink", "not an address"})
  void aTargetThatIsNoAddressIsRefusedBeforeAnythingIsRead(String target) {
    // Of a configuration that is not there nothing is said: it was not looked at yet.
    assertThat(run("journey", "--config", "nowhere.yaml", "--target", target))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--target " + target + " is not an address such as http://localhost:8081")
        .doesNotContain("nowhere.yaml:");
  }

  @Test
  void freshAndFromContradictEachOther() {
    assertThat(run("journey", "--config", "x.yaml", "--fresh", "--from", "y"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--fresh and --from can't be used together");
  }

  @Test
  void aConfigurationThatWontDoIsWrongUsageWithItsPlaces(@TempDir Path folder) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("journey.yaml"), "waymark.bootstrap-servers: here\nwaymark.speed: 9\n");

    assertThat(run("journey", "--config", config.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("waymark run: " + config + ":1: waymark.bootstrap-servers: \"here\" won't do")
        .contains("waymark run: " + config + ":2: waymark.speed is not an option");
  }

  @Test
  void aConfigurationThatIsNotThereCannotBeRun() {
    assertThat(run("journey", "--config", "nowhere.yaml")).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("waymark run: nowhere.yaml: there is no such file");
  }

  private int run(String... options) {
    CommandLine line = Waymark.commandLine(false);
    line.setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 1];
    args[0] = "run";
    System.arraycopy(options, 0, args, 1, options.length);
    return line.execute(args);
  }
}
