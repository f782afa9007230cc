package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeadLettersCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aReasonThatThereIsNotIsWrongUsageAndTheOthersAreSaid() {
    assertThat(execute("list", "--reason", "too_big")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--reason too_big: there is no such reason; there are undecodable, ")
        .contains("oversize");
  }

  @Test
  void whatCantBeATimeATopicOrANumberOfLettersIsWrongUsage() {
    assertThat(execute("list", "--since", "yesterday")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--since yesterday is neither a time like");
    assertThat(execute("list", "--since", "2026-13-01T00:00:00Z")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--since 2026-13-01T00:00:00Z is neither a time like");
    assertThat(execute("replay", "--topic", "a b")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--topic \"a b\" is no name of a topic");
    assertThat(execute("list", "--limit", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(execute("replay", "--limit", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(execute()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theHelpSaysHowOftenARecordMayCome() {
    assertThat(execute("replay", "--help")).isZero();
    assertThat(out.toString()).contains("At least once").contains("event_id");
  }

  private int execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "dead-letters";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }
}
