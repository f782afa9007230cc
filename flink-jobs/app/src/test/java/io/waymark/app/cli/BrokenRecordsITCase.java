package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.Format;
import io.waymark.app.format.Readings;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * All formats in one job, one record in a hundred of each broken: the job goes on, every broken one
 * is a dead letter with its place, and the counts balance to the record.
 */
class BrokenRecordsITCase {
  private static final Path SAMPLES = Path.of("src/test/resources");
  private static final int RECORDS = 1_000;
  private static final int BROKEN_EVERY = 100;
  private static final Pattern BALANCE =
      Pattern.compile(
          "([\\d,]+) records = ([\\d,]+) processed \\+ ([\\d,]+) duplicate \\+ ([\\d,]+) late"
              + " \\+ ([\\d,]+) filtered \\+ ([\\d,]+) limited \\+ ([\\d,]+) dead");

  private final Random random = new Random(7);
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> arguments = new ArrayList<>();
  private final Set<String> broken = new TreeSet<>();
  private long records;
  @TempDir private Path dir;

  @Test
  void everyBrokenRecordIsADeadLetterWithItsPlace() throws Exception {
    source("waymark", "real-shop/real-shop.jsonl");
    source("segment", "segment/analytics-node.jsonl");
    source("snowplow", "snowplow/trackers.tsv");
    source("ga4", "ga4/export.jsonl");
    source("cloudevents", "one-customer/surveys.jsonl");
    source("amazon-connect", "one-customer/contacts.jsonl");
    source("json:" + SAMPLES.resolve("formats/json/shop.yaml"), "formats/json/visit.jsonl");

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
  private void source(String format, String sample) throws Exception {
    List<String> sound = sound(format, sample);
    assertThat(sound).as(format).isNotEmpty();
    Path file = dir.resolve("source-" + arguments.size());
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= RECORDS; i++) {
      String line = sound.get(i % sound.size());
      if (i % BROKEN_EVERY == 0) {
        // Cut somewhere: no format can read a beginning.
        lines.add(line.substring(0, 1 + random.nextInt(line.length() / 2)));
        broken.add(file + ":" + i);
        records++;
      } else {
        lines.add(line);
        records += things(format, line);
      }
    }
    Files.write(file, lines);
    arguments.add(file.toString());
    arguments.add("--format");
    arguments.add(file + "=" + format);
  }

  private List<String> sound(String format, String sample) throws Exception {
    List<String> sound = new ArrayList<>();
    for (String line : Files.readAllLines(SAMPLES.resolve(sample))) {
      if (!line.isBlank() && things(format, line) > 0) {
        sound.add(line);
      }
    }
    return sound;
  }

  /** How many things a record tells; 0 if one of them is refused. */
  private static int things(String format, String line) throws Exception {
    Tally tally = new Tally();
    Format.named(format).open(1 << 20).read(SourceRecord.line(line.getBytes(UTF_8)), tally);
    return tally.refused ? 0 : tally.things;
  }

  private String backtest() {
    List<String> all = new ArrayList<>(List.of("backtest", "--sort", "--out", dir + "/out"));
    List<String> formats = new ArrayList<>();
    all.add("--events");
    for (int i = 0; i < arguments.size(); i += 3) {
      all.add(arguments.get(i));
      formats.addAll(arguments.subList(i + 1, i + 3));
    }
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
      assertThat(letter.get("reason").asText()).isNotEmpty();
      assertThat(letter.get("detail").asText()).isNotEmpty();
      assertThat(letter.has("value")).isTrue();
      found.add(letter.get("topic").asText() + ":" + letter.get("offset").asLong());
    }
    return found;
  }

  private static long number(Matcher balance, int group) {
    return Long.parseLong(balance.group(group).replace(",", ""));
  }

  private static final class Tally implements Readings {
    private int things;
    private boolean refused;

    @Override
    public void event(Event event) {
      things++;
    }

    @Override
    public void event(PeekedInteraction event) {
      things++;
    }

    @Override
    public void filtered() {
      things++;
    }

    @Override
    public void refused(UndecodableException why, byte @Nullable [] value) {
      refused = true;
    }
  }
}
