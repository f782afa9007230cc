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

class RulesCommandTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aBrokerThatIsNoAddressIsWrongUsage() {
    assertThat(list("--bootstrap-servers", "nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("\"nonsense\" won't do; it has to be host:port");
  }

  @Test
  void aConfigurationThatWontDoIsWrongUsageAndOneThatIsNotThereIsNot(@TempDir Path folder)
      throws IOException {
    Path config = Files.writeString(folder.resolve("journey.yaml"), "waymark.speed: 9\n");

    assertThat(list("--config", config.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(config + ":1: waymark.speed is not an option");
    assertThat(list("--config", folder.resolve("none.yaml").toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("none.yaml: there is no such file");
  }

  private int list(String option, String value) {
    CommandLine line = Waymark.commandLine(false);
    line.setErr(new PrintWriter(err, true));
    return line.execute("rules", "list", option, value);
  }
}
