package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class KafkaSinksITCase {
  private final String topic = UUID.randomUUID().toString();

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void everyElementArrivesUnderItsKey(Delivery delivery) throws Exception {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(List.of(Topics.Topic.kept(topic, 2, Duration.ofDays(1))));
    }
    Configuration config = new Configuration();
    config.set(RestOptions.BIND_PORT, "0");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, config);
    env.enableCheckpointing(500);
    DataStream<Long> numbers =
        env.fromData(Types.LONG, LongStream.range(0, 100).boxed().toArray(Long[]::new));

    new KafkaSinks(TestBroker.client(), "test")
        .attach(numbers, topic, new Numbers(), delivery, "numbers");
    env.execute();

    List<ConsumerRecord<String, String>> read = read(100);
    assertThat(read)
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 100).mapToObj(Long::toString).toList());
    assertThat(read).allSatisfy(r -> assertThat(r.key()).isEqualTo("k" + r.value().length()));
  }

  @Test
  void noTransactionPrefixIsTheBeginningOfAnother() {
    String journey = new KafkaSinks(new Properties(), "journey").transactionPrefix("signals");
    String canary = new KafkaSinks(new Properties(), "journey-canary").transactionPrefix("signals");
    String more = new KafkaSinks(new Properties(), "journey").transactionPrefix("signals-more");

    assertThat(canary).doesNotStartWith(journey);
    assertThat(more).doesNotStartWith(journey);
  }

  private List<ConsumerRecord<String, String>> read(int count) {
    Properties reader = TestBroker.client();
    reader.put("isolation.level", "read_committed");
    reader.put("auto.offset.reset", "earliest");
    reader.put("group.id", topic);
    List<ConsumerRecord<String, String>> read = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(reader, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (read.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
      }
      // A record too many would come now.
      consumer.poll(Duration.ofMillis(500)).forEach(read::add);
    }
    return read;
  }

  private static final class Numbers implements RecordEncoder<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(Long number) {
      return "k" + number.toString().length();
    }

    @Override
    public byte[] value(Long number) {
      return number.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
