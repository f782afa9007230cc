package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.kafka.Topics;
import io.waymark.app.run.Patience;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from an event in Kafka to its alert on the screen: beside the demo's customers,
 * at the pace of the clock, a payment fails each second at a place of its own, so that each opens
 * an alert. On demand, with {@code -Dwaymark.demo.browser=true}; what was measured is in {@code
 * target/event-to-screen.txt}.
 */
@Timeout(600)
@EnabledIfSystemProperty(named = "waymark.demo.browser", matches = "true")
class EventToScreenITCase {
  private static final int PAYMENTS = 160;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /**
   * The demo begins with hours that it catches up; whose alert comes so soon does not wait for it.
   */
  private static final Duration CAUGHT_UP = Duration.ofSeconds(3);

  private static final int ENOUGH = 60;
  private static final String BEFORE = "/measured/";

  @Test
  void eachAlertIsDrawn(@TempDir Path folder, TestReporter reporter) throws Exception {
    Path log = folder.resolve("screen.log");
    Path shown = folder.resolve("shown.json");
    try (WatchedDemo demo = WatchedDemo.start(1, Duration.ofMinutes(8))) {
      Process screen =
          demo.look(
              "screen",
              Map.of(
                  "SHOWN", shown.toString(), "WANTED", BEFORE, "COUNT", Integer.toString(PAYMENTS)),
              log);
      try {
        Patience.until(
            "the page shows what happens now", () -> Files.readString(log).contains("watching"));
        Map<String, Long> written = failPayments(demo.broker());
        int code = screen.waitFor();
        assertThat(code).as("%s%n%s", Files.readString(log), demo.said()).isZero();
        String figures = figures(latencies(written, new ObjectMapper().readTree(shown.toFile())));
        reporter.publishEntry("event in Kafka until its alert is drawn", figures);
        Files.writeString(Path.of("target", "event-to-screen.txt"), figures + "\n");
      } finally {
        screen.descendants().forEach(ProcessHandle::destroy);
        screen.destroy();
      }
    }
  }

  /** When the broker wrote each, by the touchpoint. */
  private static Map<String, Long> failPayments(String broker) throws Exception {
    Properties client = new Properties();
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Long> written = new LinkedHashMap<>();
    InteractionCodec codec = new InteractionCodec();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client, bytes, bytes)) {
      for (int i = 0; i < PAYMENTS; i++) {
        // What stands behind it in the row may begin with a digit.
        String touchpoint = BEFORE + i + "/";
        Event failed =
            new Event(
                "measured-" + i,
                "payment_failed",
                Instant.now().toEpochMilli(),
                "measured-" + i,
                null,
                null,
                "web",
                touchpoint,
                Map.of("cart_id", "measured-" + i));
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(Topics.standard().interactions(), codec.encode(failed));
        written.put(touchpoint, producer.send(record).get(30, TimeUnit.SECONDS).timestamp());
        // At a pace: this is what is measured, not waited for.
        Thread.sleep(BETWEEN.toMillis());
      }
    }
    return written;
  }

  /** From when the demo has caught up, in milliseconds, the shortest first. */
  private static List<Long> latencies(Map<String, Long> written, JsonNode shown) {
    Map<String, Long> drawn = new HashMap<>();
    shown.forEach(
        alert -> drawn.put(alert.path("touchpoint").asText(), alert.path("shown").asLong()));
    List<Long> inOrder = new ArrayList<>();
    written.forEach((place, at) -> inOrder.add(Objects.requireNonNull(drawn.get(place)) - at));
    int from = 0;
    while (from < inOrder.size() && inOrder.get(from) >= CAUGHT_UP.toMillis()) {
      from++;
    }
    List<Long> latencies = new ArrayList<>(inOrder.subList(from, inOrder.size()));
    assertThat(latencies).hasSizeGreaterThanOrEqualTo(ENOUGH);
    Collections.sort(latencies);
    return latencies;
  }

  private static String figures(List<Long> latencies) {
    return "n %d, p50 %d ms, p95 %d ms, highest %d ms"
        .formatted(
            latencies.size(),
            percentile(50, latencies),
            percentile(95, latencies),
            percentile(100, latencies));
  }

  /** The least that so many percent are not above. */
  private static long percentile(int percent, List<Long> ordered) {
    return ordered.get((int) Math.ceil(percent / 100.0 * ordered.size()) - 1);
  }
}
