package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockingFormatTest {
  private static final long T = 1_772_532_000_000L;

  private final RecordFormat own = open(NamedFormat.WAYMARK);

  @Test
  void anIdOfTheListCountsAsMissing() {
    assertThat(read(event("page_view", "WEB-GUEST", "d1")).customerId()).isNull();
    assertThat(read(event("page_view", "WEB-GUEST", "d1")).anonymousId()).isEqualTo("d1");
    assertThat(read(event("identify", "c1", "000-KIOSK")).anonymousId()).isNull();
    assertThat(read(event("page_view", null, "d1"))).isEqualTo(event("page_view", null, "d1"));
    assertThat(read(event("page_view", "web-guest", null)).customerId()).isEqualTo("web-guest");
  }

  @Test
  void whoHasNoOtherIdIsNobody() {
    NotedReadings noted = told(event("page_view", "WEB-GUEST", "000-KIOSK"));

    assertThat(noted.line()).startsWith("refused no_customer");
    assertThat(noted.refusedBytes().get(0))
        .isEqualTo(new InteractionCodec().encode(event("page_view", "WEB-GUEST", "000-KIOSK")));
  }

  @Test
  void anAliasOfItTellsOfNoDevice() {
    Event alias =
        new Event(
            "e1", "alias", T, "c1", null, null, null, null, Map.of("previous_id", "000-KIOSK"));

    assertThat(read(alias).has("previous_id")).isFalse();
  }

  @Test
  void ofSeveralThingsInARecordOnlyThatOneIsRefused() {
    NotedReadings noted =
        NotedReadings.of(
            open(NamedFormat.SEGMENT),
            """
            {"batch":[
            {"type":"track","event":"A","messageId":"1","userId":"WEB-GUEST","timestamp":"2026-03-03T10:00:00Z"},
            {"type":"track","event":"B","messageId":"2","userId":"c1","timestamp":"2026-03-03T10:00:00Z"}]}""");

    assertThat(noted.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("refused no_customer: batch[0]"),
            line -> assertThat(line).contains("\"c1\""));
  }

  private static RecordFormat open(Format format) {
    return new BlockingFormat(format, Set.of("WEB-GUEST", "000-KIOSK")).open(1 << 20);
  }

  private Event read(Event event) {
    return told(event).event();
  }

  private NotedReadings told(Event event) {
    return NotedReadings.of(
        own, new SourceRecord(null, new InteractionCodec().encode(event), Map.of(), null));
  }

  private static Event event(
      String type,
      @org.jspecify.annotations.Nullable String customer,
      @org.jspecify.annotations.Nullable String anonymous) {
    return new Event("e1", type, T, customer, anonymous, null, null, null, Map.of());
  }
}
