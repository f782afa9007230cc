package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {
  @TempDir Path dir;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final ByteArrayOutputStream standardOutput = new ByteArrayOutputStream();
  private Path events;
  private Path labels;

  @BeforeEach
  void files() {
    events = dir.resolve("events.jsonl");
    labels = dir.resolve("labels.jsonl");
  }

  private int run(boolean terminal, String... arguments) {
    return new CommandLine(new GenerateCommand(terminal, standardOutput))
        .setErr(new PrintWriter(err))
        .setOut(new PrintWriter(out))
        .execute(arguments);
  }

  private int generate(String... more) {
    String[] arguments = {
      "--customers", "300", "--events", "5000", "--seed", "1", "--out", events.toString()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(false, all);
  }

  @Test
  void writesEventsAndLabelsAndSaysSo() throws IOException {
    assertThat(generate("--labels", labels.toString())).isZero();

    assertThat(Files.readAllLines(events)).hasSize(5_000);
    List<String> lines = Files.readAllLines(labels);
    assertThat(lines)
        .hasSizeGreaterThan(10)
        .allMatch(
            line ->
                line.matches(
                    "\\{\"label_id\":\"[^\"]+\",\"rule_id\":\"[a-z-]+\",\"customer_id\":\"[^\"]+\","
                        + "\"occurred_at\":\"2026-[-0-9]+T[:0-9]+\\.[0-9]{3}Z\","
                        + "\"instance\":\\{.*\\},\"event_ids\":\\[\".+\"\\]\\}"));
    assertThat(err.toString())
        .contains("5,000 events", events.toString(), lines.size() + " labels");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    generate("--labels", labels.toString());
    byte[] firstEvents = Files.readAllBytes(events);
    byte[] firstLabels = Files.readAllBytes(labels);
    generate("--labels", labels.toString());

    assertThat(Files.readAllBytes(events)).isEqualTo(firstEvents);
    assertThat(Files.readAllBytes(labels)).isEqualTo(firstLabels);
  }

  @Test
  void theSameBytesGoToStandardOutputIfAsked() throws IOException {
    generate();
    err.getBuffer().setLength(0);

    assertThat(run(false, "--customers", "300", "--events", "5000", "--seed", "1", "--out", "-"))
        .isZero();

    assertThat(standardOutput.toByteArray()).isEqualTo(Files.readAllBytes(events));
    assertThat(err.toString()).contains("5,000 events to standard output");
  }

  @Test
  void withoutFrictionTheLabelFileIsEmpty() throws IOException {
    assertThat(generate("--labels", labels.toString(), "--friction", "0")).isZero();

    assertThat(Files.readString(labels)).isBlank();
  }

  @Test
  void progressIsShownOnATerminalOnly() {
    String[] arguments = {
      "--customers", "300", "--events", "50000", "--seed", "1", "--out", events.toString()
    };
    assertThat(run(true, arguments)).isZero();
    assertThat(err.toString()).contains("\r20,000 of 50,000 events");

    err.getBuffer().setLength(0);
    assertThat(run(false, arguments)).isZero();
    assertThat(err.toString()).doesNotContain("\r");
  }

  @Test
  void impossibleWishesAreWrongUsage() {
    assertThat(generate("--friction", "1.5")).isEqualTo(2);
    assertThat(generate("--labels", events.toString())).isEqualTo(2);
    assertThat(generate("--labels", "-")).isEqualTo(2);
    assertThat(run(false, "--events", "5")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--friction must be 0 to 1, not 1.5")
        .contains("--out and --labels must be two files")
        .contains("--labels takes a file")
        .contains("--customers")
        .doesNotContain("\tat ");
    assertThat(events).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedWithTheReason() {
    Path nowhere = dir.resolve("missing").resolve("labels.jsonl");

    assertThat(generate("--labels", nowhere.toString())).isEqualTo(3);
    assertThat(err.toString())
        .contains("waymark generate: cannot write " + nowhere + ": no such directory")
        .doesNotContain("Exception");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsFullIsReportedWithTheFile() {
    String[] arguments = {
      "--customers", "300", "--events", "5000", "--seed", "1", "--out", "/dev/full"
    };
    assertThat(run(false, arguments)).isEqualTo(3);
    assertThat(err.toString())
        .contains("cannot write /dev/full: No space left on device")
        .doesNotContain("Exception");
  }

  @Test
  void helpExplainsEveryOption() {
    assertThat(run(false, "--help")).isZero();
    assertThat(out.toString())
        .contains("--customers", "--events", "--seed", "--out", "--labels", "--friction")
        .contains("Exit codes");
  }
}
