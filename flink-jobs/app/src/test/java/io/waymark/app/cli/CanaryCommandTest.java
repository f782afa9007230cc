package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the canary is told, and what it does not understand. */
class CanaryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"1", "500ms", "0s", "a minute"})
  void aPauseThatIsNoneIsRefused(String every) {
    assertThat(execute("canary", "--every", every)).isEqualTo(2);
    assertThat(err.toString()).contains("--every");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9260", "localhost", "localhost:", "localhost:99999", ":9260"})
  void anAddressThatIsNoneIsRefused(String listen) {
    assertThat(execute("canary", "--listen", listen)).isEqualTo(2);
    assertThat(err.toString()).contains("--listen");
  }

  @Test
  void itSaysWhatItTells() {
    assertThat(execute("canary", "--help")).isZero();
    assertThat(out.toString())
        .contains("waymark_canary_age_seconds", "--every", "1m", "127.0.0.1:9260");
  }

  private int execute(String... words) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }
}
