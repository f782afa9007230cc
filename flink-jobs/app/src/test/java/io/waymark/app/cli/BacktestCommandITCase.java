package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code waymark backtest} as its user meets it. */
class BacktestCommandITCase {
  private static final String BEGUN_TWICE_AND_BROKEN =
      """
      {"event_id":"1","event_type":"begin_checkout","event_time":"2026-01-05T10:00:00Z","customer_id":"c1","attributes":{"cart_id":"k1"}}
      {"event_id":"1","event_type":"begin_checkout","event_time":"2026-01-05T10:00:00Z","customer_id":"c1","attributes":{"cart_id":"k1"}}
      {"event_id":"2"
      {"event_id":"3","event_type":"page_view","event_time":"2026-01-05T12:00:00Z","customer_id":"c1"}
      """;
  private static final String ANOTHER =
      """
      {"event_id":"4","event_type":"begin_checkout","event_time":"2026-01-05T11:00:00Z","customer_id":"c2","attributes":{"cart_id":"k2"}}
      {"event_id":"5","event_type":"purchase","event_time":"2026-01-05T13:00:00Z","customer_id":"c2","attributes":{"cart_id":"k2"}}
      """;

  private static final String HARDLY_ANYBODY =
      """
      {"event_id":"1","event_type":"page_view","event_time":"2026-01-05T10:01:00Z","customer_id":"c1","attributes":{"user_agent":"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}}
      {"event_id":"2","event_type":"page_view","event_time":"2026-01-05T10:02:00Z","customer_id":"c1","attributes":{"user_agent":"Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"}}
      {"event_id":"3","event_type":"page_view","event_time":"2026-01-05T10:03:00Z","customer_id":"c1","attributes":{"bot":true}}
      {"event_id":"4","event_type":"page_view","event_time":"2026-01-05T10:04:00Z","customer_id":"c1","attributes":{"test":true}}
      {"event_id":"5","event_type":"profile_updated","event_time":"2026-01-05T10:05:00Z","customer_id":"c2","attributes":{"test":true}}
      {"event_id":"6","event_type":"page_view","event_time":"2026-01-05T10:06:00Z","customer_id":"c2","attributes":{}}
      {"event_id":"7","event_type":"page_view","event_time":"2026-01-05T10:07:00Z","customer_id":"c1","attributes":{}}
      """;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void mergesFilesAndAccountsForEveryRecord() throws Exception {
    Path plain = Files.writeString(dir.resolve("a.jsonl"), BEGUN_TWICE_AND_BROKEN);
    Path packed = Files.write(dir.resolve("b.jsonl.gz"), gzip(ANOTHER));

    int exit = run("--events", plain.toString(), packed.toString(), "--out", results());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains(
            "6 records = 4 processed + 1 duplicate + 0 late + 0 filtered + 0 limited + 1 dead")
        .doesNotContain("filtered:")
        .contains("checkout-abandoned");
    assertThat(lines("signals.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"c1\"", "fired", "2026-01-05T10:30:00.000Z"),
            line -> assertThat(line).contains("\"c2\"", "fired", "2026-01-05T11:30:00.000Z"),
            line -> assertThat(line).contains("\"c2\"", "resolved", "2026-01-05T13:00:00.000Z"));
    assertThat(lines("dead-letters.jsonl"))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("a.jsonl", "\"offset\":3", "undecodable"));
    assertThat(dir.resolve("out/late.jsonl")).doesNotExist();
  }

  @Test
  void saysWhyRecordsWereFiltered() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), HARDLY_ANYBODY);

    assertThat(run("--events", file.toString(), "--out", results())).isZero();

    assertThat(out.toString())
        .contains(
            "7 records = 2 processed + 0 duplicate + 0 late + 5 filtered + 0 limited + 0 dead",
            "5 filtered: 2 crawler, 1 bot, 2 test");
  }

  @Test
  void untilEndsTimeThere() throws Exception {
    Path file = Files.writeString(dir.resolve("b.jsonl"), ANOTHER);

    int exit =
        run("--events", file.toString(), "--out", results(), "--until", "2026-01-05T11:29:59Z");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("1 records = 1 processed");
    assertThat(lines("signals.jsonl")).isEmpty();
  }

  @Test
  void saysWhichBoundWouldFit() throws Exception {
    List<String> lines = new ArrayList<>(ANOTHER.lines().toList());
    lines.add(lines.get(0).replace("\"4\"", "\"6\"").replace("11:00", "10:59"));
    Path file = Files.write(dir.resolve("late.jsonl"), lines);

    int exit = run("--events", file.toString(), "--out", results(), "--parallelism", "1");

    assertThat(exit).isZero();
    // One batch takes all three: order within it is by time.
    assertThat(out.toString())
        .contains("3 records = 3 processed", "1 event came later", "7260001ms");
  }

  @Test
  void tellsWhatItCannotRead() throws Exception {
    byte[] packed = gzip(ANOTHER.repeat(2_000));
    Path cut = Files.write(dir.resolve("cut.jsonl.gz"), Arrays.copyOf(packed, packed.length / 2));

    assertThat(run("--events", cut.toString(), "--out", results())).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("waymark backtest: cannot read " + cut)
        .doesNotContain("\tat ");

    Path none = dir.resolve("none.jsonl");
    assertThat(run("--events", none.toString(), "--out", results())).isEqualTo(3);
    assertThat(err.toString()).contains("there is no file " + none);
    assertThat(run("--events", dir.toString(), "--out", results())).isEqualTo(3);
    assertThat(err.toString()).contains(dir + " is a directory; name the files in it");
  }

  @Test
  void tellsWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);

    assertThat(run("--events", file.toString(), "--out", file.toString())).isEqualTo(3);
    assertThat(err.toString())
        .contains("cannot write to " + file + ": it is not a directory")
        .doesNotContain("\tat ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsWhyItCannotMakeTheDirectory() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);

    assertThat(run("--events", file.toString(), "--out", "/proc/out")).isEqualTo(3);
    assertThat(err.toString())
        .contains("cannot make the directory /proc/out: its file system takes no new directories");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsFullIsReportedWithTheFile() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);
    Path full = Files.createDirectory(dir.resolve("out")).resolve("signals.jsonl.part");
    Files.createSymbolicLink(full, Path.of("/dev/full"));

    assertThat(run("--events", file.toString(), "--out", results())).isEqualTo(3);
    assertThat(err.toString())
        .contains("waymark backtest: cannot write " + full + ": No space left on device")
        .doesNotContain("\tat ");
  }

  @Test
  void learnsWhatIsNormalWhereItIsAskedTo() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);

    assertThat(run("--events", file.toString(), "--out", results())).isZero();
    assertThat(dir.resolve("out/normals.jsonl")).doesNotExist();

    assertThat(run("--events", file.toString(), "--out", results(), "--normals")).isZero();
    assertThat(lines("normals.jsonl"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("\"touchpoint\":\"*\"", "\"zone\":\"Asia/Bangkok\"", "\"state\":"));
  }

  @Test
  void saysThatACalendarIsOfNoUseIfNothingIsLearnt() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);

    assertThat(run("--events", file.toString(), "--out", results(), "--anomalies", file.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--anomalies says by what --normals learns");
  }

  @Test
  void refusesWrongRulesBeforeAnythingIsWritten() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);
    Path rules = Files.writeString(dir.resolve("rules.yaml"), "rules:\n  - id: a\n");

    assertThat(run("--events", file.toString(), "--out", results(), "--rules", rules.toString()))
        .isEqualTo(1);
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void refusesATimeThatIsNone() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);

    assertThat(run("--events", file.toString(), "--out", results(), "--until", "noon"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--until noon is not a time");
  }

  @Test
  void refusesAFormatThatIsUnknownBeforeAnythingIsWritten() throws Exception {
    Path file = Files.writeString(dir.resolve("a.jsonl"), ANOTHER);

    assertThat(run("--events", file.toString(), "--out", results(), "--format", "csv"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--format csv: there is no format csv; there are waymark,");
    assertThat(dir.resolve("out")).doesNotExist();
  }

  private int run(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("backtest"));
    all.addAll(List.of(arguments));
    return line.execute(all.toArray(String[]::new));
  }

  private String results() {
    return dir.resolve("out").toString();
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(dir.resolve("out").resolve(name));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
