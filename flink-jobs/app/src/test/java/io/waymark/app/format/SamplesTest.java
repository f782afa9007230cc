package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of samples in formats.md has them all, and says what becomes of each. */
class SamplesTest {
  private static final Path FORMATS = Path.of("formats.md");
  private static final String HEADING = "\n## Samples\n";

  /** What a row has by hand: the format, the file, where it is from. */
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| \\[([^]]+)]\\(([^)]+)\\) \\| (.+?) \\| .*\\|");

  private final FakeRegistry registry = FakeRegistry.start().with(1);

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void eachRowSaysWhatItsRecordsBecome() throws Exception {
    String written = Files.readString(FORMATS);
    StringBuilder computed = new StringBuilder();
    for (String line : written.lines().toList()) {
      Matcher row = ROW.matcher(line);
      computed.append(row.matches() ? row(row) : line).append('\n');
    }
    if (Boolean.getBoolean("waymark.samples.write")) {
      Files.writeString(FORMATS, computed);
    }

    assertThat(computed.toString())
        .as("write it anew with -Dwaymark.samples.write=true")
        .isEqualTo(Files.readString(FORMATS));
  }

  @Test
  void noSampleIsLeftOut() throws IOException {
    String formats = Files.readString(FORMATS);
    List<Path> listed =
        formats
            .substring(formats.indexOf(HEADING))
            .lines()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> Path.of(row.group(3)))
            .toList();

    try (Stream<Path> files = Files.walk(Sample.FOLDER)) {
      assertThat(listed)
          .containsExactlyInAnyOrderElementsOf(files.filter(SamplesTest::isSample).toList());
    }
  }

  /** What comes in; what deliveries send is none, nor what deployments are checked against. */
  private static boolean isSample(Path file) {
    String name = file.getFileName().toString();
    return !file.startsWith(Sample.FOLDER.resolve("delivery"))
        && !file.startsWith(Sample.FOLDER.resolve("deployment"))
        && name.matches(".*\\.(jsonl?|tsv)")
        && !name.equals("header.tsv");
  }

  private String row(Matcher row) throws Exception {
    Sample sample = new Sample(row.group(1), Path.of(row.group(3)));
    RecordFormat format = sample.open(registry).open(WaymarkFormat.DEFAULT_MAX_BYTES);
    List<SourceRecord> records = sample.records();
    Map<String, Integer> events = new TreeMap<>();
    Map<String, Integer> others = new TreeMap<>();
    for (SourceRecord record : records) {
      NotedReadings noted = ReadAtLast.read(format, record);
      noted.events().forEach(event -> events.merge(event.type(), 1, Integer::sum));
      noted.lines().stream()
          .filter(line -> !line.startsWith("{"))
          .forEach(line -> others.merge(line.split(":")[0], 1, Integer::sum));
    }
    return "| `%s` | [%s](%s) | %s | %d | %s | %s |"
        .formatted(
            row.group(1),
            row.group(2),
            row.group(3),
            row.group(4),
            records.size(),
            list("`%s`", events),
            list("%s", others));
  }

  private static String list(String name, Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "–"
        : counts.entrySet().stream()
            .map(
                it -> name.formatted(it.getKey()) + (it.getValue() == 1 ? "" : " " + it.getValue()))
            .collect(Collectors.joining(", "));
  }
}
