package io.waymark.app.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaLetterSenderTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          new Cluster(
              null,
              List.of(),
              IntStream.range(0, 4)
                  .mapToObj(number -> new PartitionInfo("in", number, null, null, null))
                  .toList(),
              Set.of(),
              Set.of()),
          false,
          null,
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final ReplayReport report = new ReplayReport();
  private final KafkaLetterSender sender = new KafkaLetterSender(producer, report);

  @Test
  void theRecordIsSentAsItWas() {
    byte[] key = {7};
    byte[] value = {1, 2};

    sender.send(letter(3, key, value, new DeadLetter.Header("ce_id", key)), 4);
    sender.awaitAcknowledged();

    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.topic()).isEqualTo("in");
    assertThat(record.key()).isEqualTo(key);
    assertThat(record.value()).isEqualTo(value);
    assertThat(record.headers()).extracting(Header::key).containsExactly("ce_id");
    assertThat(record.headers().lastHeader("ce_id").value()).isEqualTo(key);
    assertThat(report.sent().total()).isEqualTo(1);
  }

  @Test
  void theKeyChoosesThePartitionAndWithoutOneItIsThatOfBefore() {
    sender.send(letter(3, new byte[] {7}, null), 4);
    sender.send(letter(3, null, null), 4);
    sender.send(letter(3, null, null), 2);

    assertThat(producer.history())
        .extracting(ProducerRecord::partition)
        .containsExactly(null, 3, null);
  }

  @Test
  void aRecordThatItsTopicRefusesForItsSizeIsCountedAndTheOthersGoOn() {
    sender.send(letter(0, null, null), 4);
    sender.send(letter(1, null, null), 4);
    producer.errorNext(new RecordTooLargeException());
    sender.awaitAcknowledged();

    assertThat(report.unsent(Obstacle.TOO_LARGE).total()).isEqualTo(1);
    assertThat(report.sent().total()).isEqualTo(1);
  }

  @Test
  void anyOtherRefusalEndsTheReplay() {
    sender.send(letter(0, null, null), 4);
    producer.errorNext(new TimeoutException("no answer"));

    assertThatThrownBy(sender::awaitAcknowledged).hasMessage("no answer");
    assertThat(report.sent().total()).isZero();
  }

  private static DeadLetter letter(
      int partition, byte[] key, byte[] value, DeadLetter.Header... headers) {
    return new DeadLetter(
        "in", partition, 5, 1L, RejectReason.NO_ID, "", key, value, List.of(headers), false);
  }
}
