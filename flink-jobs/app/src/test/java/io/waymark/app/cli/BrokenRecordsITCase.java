package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.Broken;
import io.waymark.app.format.Mixed;
import io.waymark.app.format.registry.FakeRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * All formats in one job, one record in a hundred of each broken, each in its own way: the job goes
 * on, every broken one is a dead letter with its reason and its place, and the counts balance to
 * the record.
 */
class BrokenRecordsITCase {
  private static final int RECORDS = 2_000;
  private static final int BROKEN_EVERY = 100;
  private static final Pattern BALANCE =
      Pattern.compile(
          "([\\d,]+) records = ([\\d,]+) processed \\+ ([\\d,]+) duplicate \\+ ([\\d,]+) late"
              + " \\+ ([\\d,]+) filtered \\+ ([\\d,]+) limited \\+ ([\\d,]+) dead");

  /** What lines can't be: bytes that are no text; with headers, or the time of their sending. */
  private static final Set<String> OF_TOPICS =
      Set.of("avro", "registered", "cloudevents-binary", "ga4-protocol");

  private final ObjectMapper json = new ObjectMapper();
  private final List<String> files = new ArrayList<>();
  private final List<String> formats = new ArrayList<>();
  private final Set<String> broken = new TreeSet<>();
  private long records;
  @TempDir private Path dir;

  @Test
  void everyBrokenRecordIsADeadLetterWithItsReasonAndPlace() throws Exception {
    try (FakeRegistry registry = FakeRegistry.start().with(1)) {
      for (Mixed source : Mixed.all(registry)) {
        if (!OF_TOPICS.contains(source.name())) {
          write(source);
        }
      }
    }

    String summary = backtest();

    Matcher balance = BALANCE.matcher(summary);
    assertThat(balance.find()).as(summary).isTrue();
    assertThat(number(balance, 1)).isEqualTo(records);
    long sum = 0;
    for (int kind = 2; kind <= 7; kind++) {
      sum += number(balance, kind);
    }
    assertThat(sum).isEqualTo(records);
    assertThat(number(balance, 7)).isEqualTo(broken.size());
    assertThat(deadLetters()).isEqualTo(broken);
  }

  /** A file of the sample's sound records over and over, with broken ones among them. */
  private void write(Mixed source) throws Exception {
    List<Broken> lines = source.broken().stream().filter(BrokenRecordsITCase::isALine).toList();
    Path file = dir.resolve(source.name());
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 1; i <= RECORDS; i++) {
        if (i % BROKEN_EVERY == 0) {
          Broken one = lines.get(i / BROKEN_EVERY % lines.size());
          out.write(one.record().value());
          broken.add(file + ":" + i + " " + one.reason().code());
          records++;
        } else {
          Mixed.Told one = source.sound().get(i % source.sound().size());
          out.write(one.record().value());
          records += one.things();
        }
        out.write('\n');
      }
    }
    files.add(file.toString());
    formats.add("--format");
    formats.add(file + "=" + source.sample().named());
  }

  /** A blank one is no record. */
  private static boolean isALine(Broken one) {
    return one.kind() != Broken.Kind.EMPTY && one.kind() != Broken.Kind.NO_VALUE;
  }

  private String backtest() {
    List<String> all = new ArrayList<>(List.of("backtest", "--sort", "--out", dir + "/out"));
    all.add("--events");
    all.addAll(files);
    all.addAll(formats);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  private Set<String> deadLetters() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String line : Files.readAllLines(dir.resolve("out/dead-letters.jsonl"))) {
      JsonNode letter = json.readTree(line);
      assertThat(letter.get("detail").asText()).isNotEmpty();
      assertThat(letter.has("value")).isTrue();
      found.add(
          letter.get("topic").asText()
              + ":"
              + letter.get("offset").asLong()
              + " "
              + letter.get("reason").asText());
    }
    return found;
  }

  private static long number(Matcher balance, int group) {
    return Long.parseLong(balance.group(group).replace(",", ""));
  }
}
