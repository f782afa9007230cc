package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;

  @Test
  void destinationsAreExplained() throws Exception {
    assertThat(check(ROOT.resolve("infra/destinations.example.yaml"))).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("on-call\n  pagerduty at https://events.pagerduty.com is told")
        .contains("7 destinations understood, 0 errors\n");
  }

  @Test
  void theDestinationsOfTheReadmeAreUnderstood() throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher yaml =
        Pattern.compile("```yaml\n(destinations:.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(yaml.find()).isTrue();
    assertThat(check(Files.writeString(directory.resolve("d.yaml"), yaml.group(1))))
        .as(err.toString())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void wrongDestinationsAreFindings() throws Exception {
    Path file =
        Files.writeString(directory.resolve("d.yaml"), "destinations:\n  - kind: carrier-pigeon\n");
    assertThat(check(file)).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString())
        .contains("d.yaml:2:5")
        .contains("\"name\" is missing")
        .contains("unknown value \"carrier-pigeon\"");
    assertThat(out.toString()).contains("2 errors");
  }

  private int check(Path file) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute("check", file.toString());
  }
}
