package io.waymark.app.backtest;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.EventLines;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A backtest of the shipped catalogue that has been run.
 *
 * @param signals in the order of the file
 * @param said what was printed
 */
record Rerun(List<Noticed> signals, String said) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line of {@code signals.jsonl}. */
  record Noticed(
      String id,
      String rule,
      String customer,
      String status,
      long occurredAt,
      Map<String, String> instance) {}

  static Path write(Path file, List<Event> events) throws IOException {
    try (EventLines lines = EventLines.create(file)) {
      for (Event event : events) {
        lines.write(event);
      }
    }
    return file;
  }

  static Rerun of(Path out, int parallelism, Path... files) throws Exception {
    return of(out, parallelism, false, files);
  }

  static Rerun of(Path out, int parallelism, boolean sort, Path... files) throws Exception {
    Backtest backtest =
        new Backtest(
            Stream.of(files).map(EventFile::of).toList(),
            Files.createDirectories(out),
            Duration.ofSeconds(1),
            Long.MAX_VALUE,
            sort,
            parallelism,
            WaymarkFormat.DEFAULT_MAX_BYTES,
            SettingsDocuments.CONTACT.shipped(),
            null);
    StringWriter said = new StringWriter();
    try (var running = backtest.of(Catalogue.shipped())) {
      running.finish().print(new PrintWriter(said), null);
    }
    List<Noticed> signals = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("signals.jsonl"))) {
      signals.add(noticed(JSON.readTree(line)));
    }
    return new Rerun(signals, said.toString());
  }

  private static Noticed noticed(JsonNode signal) {
    return new Noticed(
        signal.get("signal_id").asText(),
        signal.get("rule_id").asText(),
        signal.get("customer_id").asText(),
        signal.get("status").asText(),
        Instant.parse(signal.get("occurred_at").asText()).toEpochMilli(),
        signal.get("instance").properties().stream()
            .collect(toMap(Map.Entry::getKey, value -> value.getValue().asText())));
  }
}
