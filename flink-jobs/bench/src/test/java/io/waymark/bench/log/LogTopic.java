package io.waymark.bench.log;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** Writes the log to a topic, each customer to one partition. */
public final class LogTopic {
  public static final int PARTITIONS = 4;

  private LogTopic() {}

  /** Creates the topic; its records never expire. */
  public static void create(String servers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, PARTITIONS, (short) 1)
                      .configs(
                          Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
    }
  }

  /** Deletes it, so that its disk is free again. */
  public static void delete(String servers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
  }

  /** Writes the whole log; answers its bytes. */
  public static long write(String servers, String topic, BenchLog log) throws Exception {
    InteractionCodec codec = new InteractionCodec();
    long bytes = 0;
    Acknowledged acknowledged = new Acknowledged();
    try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      int ends = 0;
      while (log.hasNext()) {
        boolean end = log.isAtTheEnd();
        Event event = log.next();
        byte[] key = Utils.utf8(event.customer());
        byte[] value = codec.encode(event);
        bytes += value.length;
        int partition = end ? ends++ : partition(key);
        producer.send(new ProducerRecord<>(topic, partition, key, value), acknowledged);
      }
    }
    acknowledged.throwFailure();
    return bytes;
  }

  static int partition(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
  }

  static KafkaProducer<byte[], byte[]> producer(String servers) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers);
    properties.put("linger.ms", "20");
    properties.put("batch.size", "262144");
    properties.put("compression.type", "none");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
