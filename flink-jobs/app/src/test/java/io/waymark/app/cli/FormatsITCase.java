package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Files of other systems on the command line. */
class FormatsITCase {
  /** A batch whose events are hours apart, the later one first. */
  private static final String CLICKS =
      """
      {"batch":[\
      {"type":"track","event":"Order Completed","messageId":"s2","userId":"c2","timestamp":"2026-01-05T13:00:00Z",\
      "properties":{"order_id":"o2"}},\
      {"type":"group","messageId":"s3","userId":"c2","groupId":"g","timestamp":"2026-01-05T12:00:00Z"},\
      {"type":"track","messageId":"s4","userId":"c2","timestamp":"2026-01-05T12:00:00Z"},\
      {"type":"track","event":"Checkout Started","messageId":"s1","userId":"c2","timestamp":"2026-01-05T10:00:00Z",\
      "properties":{"order_id":"o2"}}\
      ]}
      """;

  private static final String SHOP =
      """
      {"event_id":"1","event_type":"begin_checkout","event_time":"2026-01-05T11:00:00Z","customer_id":"c1","attributes":{"cart_id":"k1"}}
      """;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String clicks = "";
  private String shop = "";

  @BeforeEach
  void write() throws IOException {
    clicks = Files.writeString(dir.resolve("clicks.jsonl"), CLICKS).toString();
    shop = Files.writeString(dir.resolve("shop.jsonl"), SHOP).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--sort"})
  void filesOfTwoFormatsMeetInOneBacktest(String option) throws Exception {
    int exit =
        run(
            Stream.of(
                    "backtest",
                    "--events",
                    shop,
                    clicks,
                    "--format",
                    clicks + "=segment",
                    option,
                    "--out",
                    dir.resolve("out").toString())
                .filter(argument -> !argument.isEmpty()));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains(
            "5 records = 3 processed + 0 duplicate + 0 late + 1 filtered + 0 limited + 1 dead")
        .doesNotContain("came later");
    assertThat(lines("signals.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"c2\"", "fired", "2026-01-05T10:30:00.000Z"),
            line -> assertThat(line).contains("\"c1\"", "fired", "2026-01-05T11:30:00.000Z"),
            line -> assertThat(line).contains("\"c2\"", "resolved", "2026-01-05T13:00:00.000Z"));
    assertThat(lines("dead-letters.jsonl"))
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("clicks.jsonl", "\"offset\":1", "batch[2]: event"));
  }

  @Test
  void oneFormatMayBeForAllFiles() {
    run(
        Stream.of(
            "explain",
            "--events",
            clicks,
            "--format",
            "segment",
            "--customer",
            "c2",
            "--rule",
            "checkout-abandoned"));

    assertThat(err.toString()).contains("1 line of the files cannot be read");
    assertThat(out.toString()).contains("2 events of c2", "fired", "resolved");
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThat(refused("--format", "nowhere.jsonl=segment"))
        .contains("--format nowhere.jsonl=segment: that file is not among --events");
    assertThat(refused("--format", shop + "=segment", "--format", shop + "=waymark"))
        .contains("that file has a format already");
    assertThat(refused("--format", "segment", "--format", "waymark"))
        .contains("--format waymark: there is a format for all files already");
  }

  private String refused(String... formats) {
    err.getBuffer().setLength(0);
    Stream<String> start = Stream.of("backtest", "--events", shop, "--out", dir + "/none");
    assertThat(run(Stream.concat(start, Stream.of(formats)))).isEqualTo(2);
    return err.toString();
  }

  private int run(Stream<String> arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments.toArray(String[]::new));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(dir.resolve("out").resolve(name));
  }
}
