package io.waymark.bench.latency;

import io.waymark.bench.log.WallClock;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Sends each event when it is due, not before, and remembers when it was appended. */
final class PacedProducer {
  private static final int LINGER_MILLIS = 2;

  private final String servers;
  private final String topic;
  private final LiveLog log;
  private final Appends appends;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile int measuredFrom;
  private volatile int measuredTo;

  PacedProducer(String servers, String topic, LiveLog log, Appends appends) {
    this.servers = servers;
    this.topic = topic;
    this.log = log;
    this.appends = appends;
  }

  /**
   * Sends until the clock shows {@code end}.
   *
   * @param delays takes what lies between the times and the appends of the measured events
   */
  void run(long measureFrom, long measureTo, long end, Histogram delays) throws Exception {
    InteractionCodec codec = new InteractionCodec();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (LiveLog.Due due = log.next(); due.at() < end; due = log.next()) {
        WallClock.awaitTime(due.at());
        if (due.at() < measureFrom) {
          measuredFrom = due.number() + 1;
        }
        if (due.at() < measureTo) {
          measuredTo = due.number() + 1;
        }
        send(producer, due, codec, due.at() >= measureFrom && due.at() < measureTo ? delays : null);
        Exception failed = failure.get();
        if (failed != null) {
          throw failed;
        }
      }
    }
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      LiveLog.Due due,
      InteractionCodec codec,
      @Nullable Histogram delays) {
    producer.send(
        new ProducerRecord<>(topic, Utils.utf8(due.event().customer()), codec.encode(due.event())),
        (sent, failed) -> {
          if (failed != null) {
            failure.set(failed);
            return;
          }
          appends.appended(due.number(), sent.timestamp());
          if (delays != null) {
            delays.recordValue(Math.max(0, sent.timestamp() - due.at()));
          }
        });
  }

  /** Number of the first measured event. */
  int measuredFrom() {
    return measuredFrom;
  }

  /** Number after the last measured event. */
  int measuredTo() {
    return measuredTo;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers);
    properties.put("linger.ms", Integer.toString(LINGER_MILLIS));
    properties.put("batch.size", "65536");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
