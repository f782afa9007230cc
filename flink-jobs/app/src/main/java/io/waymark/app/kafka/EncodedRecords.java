package io.waymark.app.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Elements as records of one topic; their partition follows from their key. */
record EncodedRecords<T>(String topic, RecordEncoder<T> encoder)
    implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        topic, encoder.key(element).getBytes(StandardCharsets.UTF_8), encoder.value(element));
  }
}
