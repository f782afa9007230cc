package io.waymark.app.format.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.ReadingLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real SDKs sent, and messages with the fields of the published specs, become these events.
 */
class SegmentGoldenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "analytics-node",
        "analytics-next",
        "rudder-sdk-node",
        "rudder-analytics-js",
        "semantic",
        "delivered"
      })
  void theseBytesBecomeTheseEvents(String name) throws IOException {
    assertThat(read(name).lines).containsExactlyElementsOf(lines(name + ".expected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"analytics-node", "analytics-next", "rudder-sdk-node", "semantic"})
  void nothingThatNamesAPersonInClearIsKept(String name) throws IOException {
    assertThat(read(name).lines)
        .noneMatch(line -> line.contains("ann@"))
        .noneMatch(line -> line.contains("Ann"))
        .noneMatch(line -> line.contains("friend@"))
        .noneMatch(line -> line.contains("+49"))
        .noneMatch(line -> line.contains("203.0.113.7"));
  }

  private static ReadingLines read(String name) throws IOException {
    return ReadingLines.of(new SegmentFormat(), lines(name + ".jsonl").toArray(String[]::new));
  }

  static List<String> lines(String name) throws IOException {
    try (InputStream in = SegmentGoldenTest.class.getResourceAsStream("/segment/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).lines().toList();
    }
  }
}
