package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.simulate.GeneratedLog;
import io.waymark.domain.event.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
  @TempDir Path dir;

  @Test
  void whatIsWrittenReadsBackTheSame() throws Exception {
    Path file = dir.resolve("events.jsonl");
    List<Event> written = new ArrayList<>();
    new GeneratedLog(300, 5_000, 1, 0.3).write(written::add, label -> {});

    try (EventLines lines = EventLines.create(file)) {
      for (Event event : written) {
        lines.write(event);
      }
    }

    WaymarkFormat format = new WaymarkFormat(WaymarkFormat.DEFAULT_MAX_BYTES);
    List<Event> read = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      read.add(format.read(line.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(read).isEqualTo(written);
  }
}
