package io.waymark.app.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events written as {@code key time}, several in a record with commas; anything else is dead. */
final class TextEvents implements KafkaRecordDeserializationSchema<Polled<String>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Polled<String>> out) {
    String text = new String(record.value(), StandardCharsets.UTF_8);
    for (String event : text.split(",")) {
      List<String> words = List.of(event.split(" "));
      long time = words.size() == 2 ? Long.parseLong(words.get(1)) : Polled.NO_EVENT;
      out.collect(new Polled<>(record.offset(), record.timestamp(), 0, time, words.get(0)));
    }
  }

  @Override
  public TypeInformation<Polled<String>> getProducedType() {
    return TypeInformation.of(new TypeHint<>() {});
  }
}
