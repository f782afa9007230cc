package io.waymark.app.kafka;

import io.waymark.pipeline.wire.Arrival;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a Kafka record becomes. */
final class Polls {
  private Polls() {}

  static List<Polled<Arrival>> of(Arrivals arrivals, ConsumerRecord<byte[], byte[]> record) {
    List<Polled<Arrival>> polled = new ArrayList<>();
    arrivals.deserialize(record, new ListCollector<>(polled));
    return polled;
  }
}
