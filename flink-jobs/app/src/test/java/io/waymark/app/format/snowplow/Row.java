package io.waymark.app.format.snowplow;

import io.waymark.app.format.ReadingLines;
import io.waymark.domain.event.Event;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An enriched event being written, by the names that Snowplow gives to columns. */
final class Row {
  private static final String CONTEXTS =
      "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":[%s]}";
  private static final String UNSTRUCT =
      "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
          + "\"data\":%s}";

  private final Map<Column, String> values = new EnumMap<>(Column.class);

  /** A visitor's event of a kind, on a page of a shop. */
  static Row of(String event) {
    return new Row()
        .with("app_id", "shop")
        .with("platform", "web")
        .with("event", event)
        .with("event_id", "e1")
        .with("collector_tstamp", "2026-03-01 10:00:05.250")
        .with("derived_tstamp", "2026-03-01 10:00:00.125")
        .with("domain_userid", "d1")
        .with("domain_sessionid", "s1")
        .with("page_urlpath", "/shoes");
  }

  /** A self-describing event; apostrophes stand for quotes. */
  static Row unstruct(String key, String data) {
    return of("unstruct").with("unstruct_event", UNSTRUCT.formatted(entity(key, data)));
  }

  Row with(String field, String value) {
    values.put(Column.valueOf(field.toUpperCase(Locale.ROOT)), value);
    return this;
  }

  Row without(String field) {
    return with(field, "");
  }

  /** Entities, by key and data in turn; apostrophes stand for quotes. */
  Row contexts(String... keysAndData) {
    return with("contexts", contextsOf(keysAndData));
  }

  Row derived(String... keysAndData) {
    return with("derived_contexts", contextsOf(keysAndData));
  }

  private static String contextsOf(String... keysAndData) {
    String[] entities = new String[keysAndData.length / 2];
    Arrays.setAll(entities, i -> entity(keysAndData[2 * i], keysAndData[2 * i + 1]));
    return CONTEXTS.formatted(String.join(",", entities));
  }

  private static String entity(String key, String data) {
    return "{'schema':'iglu:%s/jsonschema/1-0-0','data':%s}"
        .formatted(key, data)
        .replace('\'', '"');
  }

  String line() {
    return Stream.of(Column.values())
        .map(column -> values.getOrDefault(column, ""))
        .collect(Collectors.joining("\t"));
  }

  /** The only event that the row tells of, but for whose the device is. */
  Event event() {
    ReadingLines readings = readings();
    List<Event> own =
        readings.events.stream().filter(event -> !event.id().startsWith("#identify.")).toList();
    if (readings.lines.size() != readings.events.size() || own.size() != 1) {
      throw new AssertionError("not one event: " + readings.lines);
    }
    return own.get(0);
  }

  ReadingLines readings() {
    return ReadingLines.of(new SnowplowFormat(), line());
  }
}
