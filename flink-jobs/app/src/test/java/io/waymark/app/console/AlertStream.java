package io.waymark.app.console;

import io.waymark.avro.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Alerts that open and grow, some hundred changes a second, until it is closed. */
final class AlertStream implements AutoCloseable {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final int ALERTS = 200;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Map<String, Long> customers = new ConcurrentHashMap<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "alert-stream");
  private volatile boolean over;

  AlertStream(Properties client, String topic) {
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    thread.start();
  }

  /** Ids of those that there are, in their order. */
  List<String> opened() {
    return opened;
  }

  /** By alert the last number of customers. */
  Map<String, Long> customers() {
    return customers;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
    producer.close();
  }

  private void run() {
    for (long change = 0; !over; change++) {
      String id = "a" + change % ALERTS;
      boolean first = !customers.containsKey(id);
      long many = customers.merge(id, 1L, Long::sum);
      producer.send(
          new ProducerRecord<>(
              topic,
              id.getBytes(StandardCharsets.UTF_8),
              bytes(alert(id, first ? "open" : "updated", many, change))));
      if (first) {
        opened.add(id);
      }
      try {
        Thread.sleep(3);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static Alert alert(String id, String status, long customers, long change) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setStatus(status)
        .setRuleIds(List.of("checkout-abandoned"))
        .setSeverity("high")
        .setTitle("Checkout abandoned")
        .setTouchpoint("/checkout")
        .setCount(customers)
        .setCustomers(customers)
        .setSamples(List.of("c-1"))
        .setFirstAt(T0)
        .setLastAt(T0.plusSeconds(change))
        .build();
  }

  private static byte[] bytes(Alert alert) {
    try {
      ByteBuffer encoded = alert.toByteBuffer();
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
