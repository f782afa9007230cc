package io.waymark.app.demo;

import io.waymark.app.broker.LocalBroker;
import io.waymark.domain.rule.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** What is explained before it begins. */
record Legend(Palette palette, LongFunction<String> time) {

  /** Where people can look on. */
  record Pages(URI console, URI flink, URI receiver) {}

  List<String> lines(Program program, LocalBroker broker, Pages pages, int rules, Path files) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        field(
            "Kafka",
            broker.bootstrapServers() + ", a process of its own (pid " + broker.pid() + ")"));
    lines.add(
        field(
            "Console",
            palette.bold(pages.console().toString()) + ", what operations look at, live"));
    lines.add(field("Flink", palette.bold(pages.flink().toString()) + ", state in RocksDB"));
    lines.add(
        field(
            "Receiver",
            palette.bold(pages.receiver().toString())
                + ", a marketing system that is told of each trigger by a signed webhook"));
    lines.add(field("Rules", rules + ", published to Kafka"));
    lines.addAll(events(program));
    lines.add(field("Files", files + ", removed at the end"));
    lines.add(field("Signs", signs()));
    lines.add(
        field(
            "",
            "✓ resolved  → trigger issued  ↩ trigger cancelled  ⊘ kept without, for comparison"));
    lines.add(field("Stop", "Ctrl-C"));
    lines.add("");
    return lines;
  }

  private List<String> events(Program program) {
    ShopClock clock = program.clock();
    String speed =
        clock.speed() == 1
            ? ""
            : String.format(Locale.ROOT, ", %,.0f times as fast as real", clock.speed());
    EventLog log = program.log();
    if (log != null) {
      return List.of(
          field(
              "Events",
              String.format(
                  Locale.ROOT,
                  "%,d from %s, moved to now%s: it ends at %s",
                  log.events(),
                  log.file().name(),
                  speed,
                  time.apply(clock.wallAt(clock.opening() + log.span())))));
    }
    return List.of(
        field("Events", "a simulated shop with its contact centre" + speed + ", open for 2 h"),
        field(
            "Ahead",
            "%s the payment gateway degrades, %s the chat queue overflows"
                .formatted(ahead(clock, 3), ahead(clock, 5))));
  }

  private String ahead(ShopClock clock, int minutes) {
    long at = clock.opening() + Duration.ofMinutes(minutes).toMillis();
    return time.apply(at) + " (in " + Spans.format(clock.wallAt(at) - clock.start()) + ")";
  }

  private String signs() {
    List<String> signs = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      String name = severity.name().toLowerCase(Locale.ROOT);
      signs.add(palette.severity(severity, Palette.symbol(severity) + " " + name));
    }
    return String.join("  ", signs);
  }

  private String field(String name, String text) {
    return "  " + palette.faint(Columns.fit(name, 9)) + text;
  }
}
