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
  private final StringWriter err = new StringWriter();

  @Test
  void valuesOfEventsAreShownAndNeitherSteerTheTerminalNorStyleTheText() throws IOException {
    Path events =
        Files.writeString(
            dir.resolve("events.jsonl"),
            """
            {"event_id":"1","event_type":"payment_failed","event_time":"2026-03-01T10:00:00Z",\
            "customer_id":"c1","attributes":{"cart_id":"k\\u001b[2J@|red x|@"}}
            """);

    assertThat(explain(events)).isZero();

    assertThat(out.toString().lines())
        .contains("fired medium at 2026-03-01T10:00:00.000Z {cart_id=k?[2J@|red x|@}")
        .allMatch(shown -> shown.chars().noneMatch(Character::isISOControl));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void linesThatCannotBeReadAreCounted() throws IOException {
    Path events =
        Files.writeString(
            dir.resolve("events.jsonl"),
            """
            {"event_id":"1"
            {"event_id":"2","event_type":"payment_failed","event_time":"2026-03-01T10:00:00Z",\
            "customer_id":"c1"}
            nothing
            """);

    assertThat(explain(events)).isZero();

    assertThat(err.toString())
        .contains("waymark explain: 2 lines of the files cannot be read and are passed over");
  }

  private int explain(Path events) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(
        "explain", "--events", events.toString(), "--customer", "c1", "--rule", "payment-failed");
  }
}
