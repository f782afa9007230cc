package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.backtest.EventFile;
import io.waymark.app.format.NamedFormat;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedLogTest {
  private static final long OPENING = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final List<String> LINES =
      List.of(
          "{\"event_id\":\"1\",\"event_type\":\"purchase\",\"event_time\":\"2022-01-01T00:00:00Z\","
              + "\"customer_id\":\"c\",\"attributes\":{\"promised_at\":\"2022-01-02T00:00:00Z\",\"n\":7}}",
          "this is no event",
          "{\"event_id\":\"2\",\"event_type\":\"delivered\",\"event_time\":\"2022-01-01T00:05:00Z\","
              + "\"customer_id\":\"c\"}");

  @TempDir Path folder;
  private Path file = Path.of("");
  private final List<Event> events = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final Shop.Outlet outlet =
      new Shop.Outlet() {
        @Override
        public void event(Event event) {
          events.add(event);
        }

        @Override
        public void unreadable(byte[] record) {
          unreadable.add(new String(record, StandardCharsets.UTF_8));
        }
      };

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("log.jsonl"), LINES);
  }

  @Test
  void eventsComeWhenTheirTimeHasComeMovedToNow() throws IOException {
    try (Shop shop =
        new ReplayedLog(EventLog.scan(EventFile.of(file)), OPENING, Set.of("promised_at"))) {
      shop.until(OPENING, outlet);
      assertThat(events).extracting(Event::id, Event::time).containsExactly(tuple("1", OPENING));
      assertThat(shop.isOver()).isFalse();

      shop.until(OPENING + 299_999, outlet);
      assertThat(events).hasSize(1);

      shop.until(OPENING + 300_000, outlet);
      assertThat(events).extracting(Event::id).containsExactly("1", "2");
      assertThat(events.get(1).time()).isEqualTo(OPENING + 300_000);
      assertThat(shop.isOver()).isTrue();
    }
  }

  @Test
  void attributesThatHoldDeadlinesMoveToo() throws IOException {
    try (Shop shop =
        new ReplayedLog(EventLog.scan(EventFile.of(file)), OPENING, Set.of("promised_at"))) {
      shop.until(OPENING, outlet);
    }

    assertThat(events.get(0).attribute("promised_at")).isEqualTo("2026-03-02T10:00:00.000Z");
    assertThat(events.get(0).attribute("n")).isEqualTo(7L);
  }

  @Test
  void whatCannotBeReadGoesOnAsItIs() throws IOException {
    try (Shop shop = new ReplayedLog(EventLog.scan(EventFile.of(file)), OPENING, Set.of())) {
      shop.until(OPENING + 300_000, outlet);
    }

    assertThat(unreadable).containsExactly("this is no event");
  }

  @Test
  void aLogOfAnotherFormatIsReplayedAsEvents() throws IOException {
    Path clicks =
        Files.writeString(
            folder.resolve("clicks.jsonl"),
            """
            {"batch":[\
            {"type":"track","event":"B","messageId":"2","userId":"c","timestamp":"2022-10-25T10:00:01Z"},\
            {"type":"group","messageId":"3","userId":"c"},\
            {"type":"track","event":"A","messageId":"1","userId":"c","timestamp":"2022-10-25T10:00:00Z"},7]}
            """);

    EventLog log = EventLog.scan(EventFile.of(clicks, NamedFormat.SEGMENT));
    try (Shop shop = new ReplayedLog(log, OPENING, Set.of())) {
      shop.until(OPENING + 1_000, outlet);
    }

    assertThat(log.events()).isEqualTo(2);
    assertThat(log.span()).isEqualTo(1_000);
    assertThat(events).extracting(Event::type).containsExactly("a", "b");
    assertThat(unreadable).containsExactly("7");
  }

  @Test
  void aCompressedLogIsTheSame() throws IOException {
    Path compressed = folder.resolve("log.jsonl.gz");
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(compressed)), StandardCharsets.UTF_8)) {
      out.write(String.join("\n", LINES));
    }

    EventLog log = EventLog.scan(EventFile.of(compressed));

    assertThat(log.events()).isEqualTo(2);
    assertThat(log.span()).isEqualTo(300_000);
  }

  @Test
  void aFileWithoutEventsIsRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "nothing\n");

    assertThatThrownBy(() -> EventLog.scan(EventFile.of(empty)))
        .isInstanceOf(DemoFailed.class)
        .hasMessageContaining("there is no event in " + empty);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
