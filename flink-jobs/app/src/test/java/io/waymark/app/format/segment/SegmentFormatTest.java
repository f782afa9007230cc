package io.waymark.app.format.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.ReadingLines;
import io.waymark.domain.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentFormatTest {
  @Test
  void theSkewOfTheClientsClockIsTakenOut() {
    // The client's clock is an hour ahead; the event was on its way for five seconds.
    Event event =
        event(
            """
            "originalTimestamp":"2026-03-03T11:00:00Z","sentAt":"2026-03-03T11:00:05Z",\
            "receivedAt":"2026-03-03T10:00:07Z"\
            """);

    assertThat(event.time()).isEqualTo(millis("2026-03-03T10:00:02Z"));
  }

  @Test
  void aTimestampHasBeenCorrectedAlready() {
    Event event =
        event(
            """
            "timestamp":"2026-03-03T10:00:02Z","originalTimestamp":"2026-03-03T11:00:00Z",\
            "sentAt":"2026-03-03T11:00:05Z","receivedAt":"2026-03-03T10:30:00Z"\
            """);

    assertThat(event.time()).isEqualTo(millis("2026-03-03T10:00:02Z"));
  }

  @Test
  void withoutTheTimeOfSendingTheClientsClockHasToDo() {
    Event event =
        event(
            """
            "originalTimestamp":"2026-03-03T11:00:00Z","sentAt":"soon",\
            "receivedAt":"2026-03-03T10:00:07Z"\
            """);

    assertThat(event.time()).isEqualTo(millis("2026-03-03T11:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "analytics.js, web",
    "RudderLabs JavaScript SDK, web",
    "analytics-ios, app",
    "analytics-kotlin, app",
    "@segment/analytics-react-native, app",
    "com.rudderstack.android.sdk.core, app",
    "@segment/analytics-node, ",
    "axios-sender, "
  })
  void theLibraryTellsTheChannel(String library, String channel) {
    Event event =
        event(
            """
            "timestamp":"2026-03-03T10:00:00Z","context":{"library":{"name":"%s"}}"""
                .formatted(library));

    assertThat(event.channel()).isEqualTo(channel);
  }

  @Test
  void aServerSaysWhereItHappened() {
    Event event =
        event(
            """
            "timestamp":"2026-03-03T10:00:00Z","properties":{"channel":"store"}""");

    assertThat(event.channel()).isEqualTo("store");
    assertThat(event.attributes()).isEmpty();
  }

  @Test
  void anItemOfABatchThatIsRefusedKeepsWhatTheBatchSaysForAll() {
    ReadingLines read =
        ReadingLines.of(
            new SegmentFormat(),
            """
            {"batch":[{"type":"track","event":"Looked"}],"sentAt":"2026-03-03T10:00:00Z","writeKey":"w"}""");

    assertThat(read.lines).containsExactly("refused, no_time: batch[0]: timestamp is missing");
    assertThat(read.refused.get(0))
        .asString()
        .isEqualTo(
            """
            {"type":"track","event":"Looked","sentAt":"2026-03-03T10:00:00Z"}""");
  }

  private static Event event(String fields) {
    ReadingLines read =
        ReadingLines.of(
            new SegmentFormat(),
            """
            {"type":"track","event":"Looked","messageId":"m","userId":"c",%s}"""
                .formatted(fields));
    assertThat(read.events).as(read.lines.toString()).hasSize(1);
    return read.events.get(0);
  }

  private static long millis(String time) {
    return java.time.Instant.parse(time).toEpochMilli();
  }
}
