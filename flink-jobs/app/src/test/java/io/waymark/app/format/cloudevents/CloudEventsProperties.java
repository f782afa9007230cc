package io.waymark.app.format.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.AnyJson;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.NotedReadings;
import io.waymark.app.format.ReadingsCheck;
import io.waymark.app.format.SourceRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CloudEventsProperties {
  private static final String MODEL =
      """
      {"specversion":"1.0","id":"e-1","source":"/shop","type":"com.example.purchase",
       "time":"2026-03-03T10:00:00Z","subject":"c-1","sessionid":"s","channel":"web",
       "data":{"event_type":"purchase","event_id":"i","event_time":1772532000000,
               "customer_id":"c","attributes":{"value":1.5}}}
      """;
  private static final List<String> PATHS =
      List.of(
          "/specversion",
          "/id",
          "/source",
          "/type",
          "/time",
          "/subject",
          "/sessionid",
          "/channel",
          "/data",
          "/data_base64",
          "/data/event_type",
          "/data/event_id",
          "/data/event_time",
          "/data/customer_id",
          "/data/anonymous_id",
          "/data/attributes",
          "/data/attributes/value",
          "/data/\uD83D");

  private final CloudEventsFormat format = new CloudEventsFormat();

  @Property
  void anEventIsOneReading(@ForAll("events") JsonNode event) throws Exception {
    ReadingsCheck.check(NotedReadings.of(format, event.toString()), 1);
  }

  @Property(tries = 200)
  void aBatchIsOneReadingForEachItem(
      @ForAll @Size(min = 1, max = 5) List<@From("events") JsonNode> batch) throws Exception {
    ReadingsCheck.check(NotedReadings.of(format, AnyJson.array(batch).toString()), batch.size());
  }

  @Property
  void brokenBytesAreNoMoreThanOneReading(
      @ForAll("events") JsonNode event,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll byte value)
      throws Exception {
    byte[] bytes = JsonTree.bytes(event);
    bytes[place % bytes.length] = value;
    ReadingsCheck.check(NotedReadings.of(format, SourceRecord.line(bytes)), 1);
  }

  @Property
  void headersOfAnyKindAreOneReading(
      @ForAll("headers") Map<String, byte[]> headers, @ForAll("events") JsonNode event)
      throws Exception {
    byte[] value = JsonTree.bytes(event);
    ReadingsCheck.check(
        NotedReadings.of(format, NotedReadings.record(value, headers, 1_772_532_000_000L)), 1);
  }

  @Provide
  Arbitrary<JsonNode> events() throws IOException {
    return AnyJson.near(new ObjectMapper().readTree(MODEL), PATHS);
  }

  @Provide
  Arbitrary<Map<String, byte[]>> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "ce_");
    Arbitrary<byte[]> values =
        Arbitraries.oneOf(
            Arbitraries.of("1.0", "x.y", "2026-03-03T10:00:00Z").map(String::getBytes),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(6));
    return Arbitraries.maps(names, values).ofMaxSize(7);
  }
}
