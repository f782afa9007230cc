package io.waymark.app.demo;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what happens in the shop to Kafka while it happens, in a thread of its own. */
final class Visitors implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);

  private final Shop shop;
  private final ShopClock clock;
  private final InstantSource wall;
  private final Producer<byte[], byte[]> producer;
  private final Sender sender;
  private final Thread thread = new Thread(this::run, "visitors");
  private volatile boolean closed;
  private volatile boolean over;
  private volatile @Nullable Exception failure;

  private Visitors(
      Shop shop, ShopClock clock, InstantSource wall, Properties client, String topic) {
    this.shop = shop;
    this.clock = clock;
    this.wall = wall;
    Properties own = new Properties();
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(16 << 20));
    own.putAll(client);
    this.producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    this.sender = new Sender(producer, topic, e -> failure = e);
  }

  /** Lets them in. What happened before now is written at once, the rest when its time comes. */
  static Visitors start(
      Shop shop, ShopClock clock, InstantSource wall, Properties client, String topic) {
    Visitors visitors = new Visitors(shop, clock, wall, client, topic);
    visitors.thread.setDaemon(true);
    visitors.thread.start();
    return visitors;
  }

  /** How many records have been handed to Kafka. */
  long sent() {
    return sender.sent.get();
  }

  /** Whether a replayed log has come to its end. */
  boolean isOver() {
    return over;
  }

  /** Why no more events come, if that is so. */
  @Nullable Exception failure() {
    return failure;
  }

  private void run() {
    try {
      while (!closed && failure == null && !shop.isOver()) {
        shop.until(clock.at(wall.millis()), sender);
        Thread.sleep(STEP.toMillis());
      }
      producer.flush();
      over = shop.isOver();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        failure = e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ZERO);
    shop.close();
  }

  private static final class Sender implements Shop.Outlet {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Consumer<Exception> onFailure;
    private final InteractionCodec codec = new InteractionCodec();
    private final AtomicLong sent = new AtomicLong();

    Sender(Producer<byte[], byte[]> producer, String topic, Consumer<Exception> onFailure) {
      this.producer = producer;
      this.topic = topic;
      this.onFailure = onFailure;
    }

    @Override
    public void event(Event event) {
      send(event.customer().getBytes(StandardCharsets.UTF_8), codec.encode(event));
    }

    @Override
    public void unreadable(byte[] record) {
      send(null, record);
    }

    private void send(byte @Nullable [] key, byte[] value) {
      try {
        producer.send(
            new ProducerRecord<>(topic, key, value),
            (metadata, e) -> {
              if (e != null) {
                onFailure.accept(e);
              }
            });
        sent.incrementAndGet();
      } catch (KafkaException e) {
        onFailure.accept(e);
      }
    }
  }
}
