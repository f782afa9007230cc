package io.waymark.app.format.ga4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.ReadingLines;
import io.waymark.app.format.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the export and payloads of the Measurement Protocol become exactly these events. */
class Ga4GoldenTest {
  /** 1 March 2026, 10:01 UTC. */
  private static final long APPENDED = 1_772_359_260_000L;

  @ParameterizedTest
  @ValueSource(strings = {"export", "published", "payloads", "client"})
  void theseBytesBecomeTheseEvents(String name) throws IOException {
    ReadingLines readings = read(name);

    assertThat(readings.lines).containsExactlyElementsOf(lines(name + ".expected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "published", "payloads", "client"})
  void nothingThatNamesAPersonInClearIsKept(String name) throws IOException {
    assertThat(read(name).lines).noneMatch(line -> line.contains("@mail.example"));
  }

  private static ReadingLines read(String name) throws IOException {
    ReadingLines readings = new ReadingLines();
    for (String line : lines(name + ".jsonl")) {
      new Ga4Format()
          .read(new SourceRecord(null, line.getBytes(UTF_8), Map.of(), APPENDED), readings);
    }
    return readings;
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = Ga4GoldenTest.class.getResourceAsStream("/ga4/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).lines().toList();
    }
  }
}
