package io.waymark.app.format.snowplow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.ReadingLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real trackers sent, and what the Analytics SDK publishes, becomes exactly these events. */
class SnowplowGoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"trackers", "published"})
  void theseBytesBecomeTheseEvents(String name) throws IOException {
    String[] records = lines(name + ".tsv").toArray(String[]::new);

    assertThat(ReadingLines.of(new SnowplowFormat(), records).lines)
        .containsExactlyElementsOf(lines(name + ".expected"));
  }

  @Test
  void theColumnsAreTheOnesOfTheAnalyticsSdk() throws IOException {
    assertThat(Stream.of(Column.values()).map(Column::field).toList())
        .isEqualTo(List.of(lines("header.tsv").get(0).split("\t")));
  }

  @Test
  void nothingThatNamesAPersonInClearIsKept() throws IOException {
    String[] records = lines("trackers.tsv").toArray(String[]::new);

    assertThat(ReadingLines.of(new SnowplowFormat(), records).lines)
        .noneMatch(line -> line.contains("@mail.example"))
        .noneMatch(line -> line.contains("203.0.113.7"))
        .noneMatch(line -> line.contains("Invalidenstr"));
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = SnowplowGoldenTest.class.getResourceAsStream("/snowplow/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).lines().toList();
    }
  }
}
