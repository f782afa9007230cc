package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.wire.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecodedTest {

  @Test
  void aTombstoneIsHandedOnSoThatTimeDoesNotWaitForIt() {
    assertThat(read(new Decoded<>(ResultSource.AlertReader::new, ResultSource.Time.OCCURRED), "a1"))
        .singleElement()
        .satisfies(
            polled -> {
              assertThat(polled.offset()).isEqualTo(7);
              assertThat(polled.isEvent()).isFalse();
              assertThat(polled.element()).isEqualTo(Either.Right(new AlertChange("a1", null)));
            });
  }

  @Test
  void aRecordWithoutAValueThatSaysNothingIsADeadLetter() {
    assertThat(read(new Decoded<>(ResultSource.AlertReader::new, ResultSource.Time.OCCURRED), null))
        .singleElement()
        .satisfies(polled -> assertThat(polled.element().isLeft()).isTrue());
    assertThat(read(new Decoded<>(ResultSource.FactReader::new, ResultSource.Time.OCCURRED), "ann"))
        .singleElement()
        .satisfies(polled -> assertThat(polled.element().isLeft()).isTrue());
  }

  @Test
  void whereTheTimeOfWritingCountsAllThatIsHandedOnHasIt() {
    assertThat(read(new Decoded<>(ResultSource.AlertReader::new, ResultSource.Time.WRITTEN), "a1"))
        .singleElement()
        .satisfies(
            polled -> {
              assertThat(polled.isEvent()).isTrue();
              assertThat(polled.eventTime()).isEqualTo(polled.appended());
            });
  }

  private static <T> List<Polled<Either<DeadLetter, T>>> read(
      Decoded<T> decoded, @Nullable String key) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    List<Polled<Either<DeadLetter, T>>> polled = new ArrayList<>();
    decoded.deserialize(
        new ConsumerRecord<>("alerts", 0, 7, bytes, null), new ListCollector<>(polled));
    return polled;
  }
}
