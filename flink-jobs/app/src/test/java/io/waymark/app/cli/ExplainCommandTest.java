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

/** {@code waymark explain} as its user meets it. */
class ExplainCommandTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();

  @Test
  void valuesOfEventsAreShownAndNeitherSteerTheTerminalNorStyleTheText() throws IOException {
    Path events =
        Files.writeString(
            dir.resolve("events.jsonl"),
            """
            {"event_id":"1","event_type":"payment_failed","event_time":"2026-03-01T10:00:00Z",\
            "customer_id":"c1","attributes":{"cart_id":"k\\u001b[2J@|red x|@"}}
            """);

    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    String[] arguments = {
      "explain", "--events", events.toString(), "--customer", "c1", "--rule", "payment-failed"
    };
    assertThat(line.execute(arguments)).isZero();

    assertThat(out.toString().lines())
        .contains("fired medium at 2026-03-01T10:00:00.000Z {cart_id=k?[2J@|red x|@}")
        .allMatch(shown -> shown.chars().noneMatch(Character::isISOControl));
  }
}
