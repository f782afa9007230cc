package io.waymark.app.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import io.waymark.app.format.NotedReadings;
import io.waymark.app.format.Sample;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Reads what the specification's own library writes, in each of its modes. */
class CloudEventsSdkTest {
  private static final Path SAMPLE = Sample.FOLDER.resolve("formats/cloudevents/sdk.kafka.jsonl");
  private static final long T = 1_772_532_000_123L;
  private static final Event EVENT =
      new Event(
          "https://shop.example.com/checkout A234-1234-1234",
          "checkout_abandoned",
          T,
          "customer-7",
          null,
          "s-1",
          "web",
          null,
          Map.of("source", "https://shop.example.com/checkout", "cart_id", "k1", "value", 99.5));

  @Test
  void binaryMode() {
    assertThat(read(Encoding.BINARY, sent("application/json"))).isEqualTo(EVENT);
  }

  @Test
  void structuredMode() {
    assertThat(read(Encoding.STRUCTURED, sent("application/json"))).isEqualTo(EVENT);
  }

  @Test
  void structuredModeWithDataThatItEncodesBecauseItDoesNotKnowThemForJson() {
    assertThat(read(Encoding.STRUCTURED, sent("application/octet-stream"))).isEqualTo(EVENT);
  }

  @Test
  void theSampleIsWhatItWrites() throws Exception {
    List<SourceRecord> written =
        List.of(
            record(Encoding.BINARY, sent("application/json")),
            record(Encoding.STRUCTURED, sent("application/json")),
            record(Encoding.STRUCTURED, sent("application/octet-stream")));

    assertThat(new Sample("cloudevents", SAMPLE).records())
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(written);
  }

  private static CloudEvent sent(String contentType) {
    byte[] data = "{\"cart_id\":\"k1\",\"value\":99.5}".getBytes(UTF_8);
    return CloudEventBuilder.v1()
        .withId("A234-1234-1234")
        .withSource(URI.create("https://shop.example.com/checkout"))
        .withType("com.example.shop.checkout_abandoned.v1")
        .withTime(OffsetDateTime.parse("2026-03-03T17:00:00.123+07:00"))
        .withSubject("customer-7")
        .withExtension("sessionid", "s-1")
        .withExtension("channel", "web")
        .withExtension("sampledrate", 30)
        .withData(contentType, data)
        .build();
  }

  private static Event read(Encoding encoding, CloudEvent event) {
    return NotedReadings.of(new CloudEventsFormat(), record(encoding, event)).event();
  }

  private static SourceRecord record(Encoding encoding, CloudEvent event) {
    Headers headers = new RecordHeaders();
    byte[] value;
    try (var serializer = new CloudEventSerializer()) {
      serializer.configure(
          Map.of(
              CloudEventSerializer.ENCODING_CONFIG,
              encoding,
              CloudEventSerializer.EVENT_FORMAT_CONFIG,
              JsonFormat.CONTENT_TYPE),
          false);
      value = serializer.serialize("events", headers, event);
    }
    Map<String, byte[]> byName = new HashMap<>();
    headers.forEach(header -> byName.put(header.key(), header.value()));
    return NotedReadings.record(value, byName, Sample.APPENDED);
  }
}
