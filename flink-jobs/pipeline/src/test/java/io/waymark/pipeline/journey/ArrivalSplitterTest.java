package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Filtered;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.RejectReason;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalSplitterTest {
  private static final long PARTITION = Origin.of("interactions", 2);
  private static final Envelope KNOWN = envelope((byte) 0);
  private static final Envelope CLAMPED = envelope(Envelope.CLAMPED);
  private static final Envelope ANONYMOUS = envelope(Envelope.ANONYMOUS);
  private static final DeadLetter DEAD =
      new DeadLetter(
          "interactions", 2, 9, null, RejectReason.UNDECODABLE, "not JSON", null, new byte[0]);

  @Test
  void partsAndCountsWhatArrivesAcrossARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness()) {
      harness.open();
      for (Arrival arrival : new Arrival[] {KNOWN, ANONYMOUS, DEAD, new Filtered(PARTITION)}) {
        harness.processElement(arrival, 5);
      }
      assertThat(harness.extractOutputValues())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(KNOWN);
      assertThat(harness.getSideOutput(ArrivalSplitter.ANONYMOUS))
          .singleElement()
          .satisfies(
              record ->
                  assertThat(record.getValue()).usingRecursiveComparison().isEqualTo(ANONYMOUS));
      assertThat(harness.getSideOutput(ArrivalSplitter.DEAD_LETTERS))
          .singleElement()
          .satisfies(
              record -> assertThat(record.getValue()).usingRecursiveComparison().isEqualTo(DEAD));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(CLAMPED, 5);
      harness.snapshot(2, 2);
      Ledger ledger = new Ledger(EventLog.SOURCES, partition -> {});
      ledger.restore(
          harness.getOperator().getOperatorStateBackend().getListState(JourneyState.LEDGER).get());
      assertThat(ledger.get(PARTITION, Ledger.Count.READ)).isEqualTo(5);
      assertThat(ledger.get(PARTITION, Ledger.Count.DEAD)).isEqualTo(1);
      assertThat(ledger.get(PARTITION, Ledger.Count.FILTERED)).isEqualTo(1);
      assertThat(ledger.get(PARTITION, Ledger.Count.CLAMPED)).isEqualTo(1);
    }
  }

  private static OneInputStreamOperatorTestHarness<Arrival, Envelope> harness() throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(
            new ArrivalSplitter(EventLog.SOURCES, ErasureSettings.DEFAULT.salt())));
  }

  @Test
  void aCopyOfWhatIsOfDevicesGoesToWhereTheyAreKnownUnderAPseudonym() throws Exception {
    Envelope identify = EventLog.envelope(told("identify", "d1", Map.of()));
    Envelope alias = EventLog.envelope(told("alias", null, Map.of("previous_id", "d2")));
    Envelope erase = EventLog.envelope(told("erase", null, Map.of()));
    Envelope click = EventLog.envelope(told("click", "d1", Map.of()));
    try (var harness = harness()) {
      harness.open();
      for (Envelope envelope : List.of(identify, alias, erase, click)) {
        harness.processElement(envelope, 5);
      }
      assertThat(harness.extractOutputValues()).hasSize(4);
      String ann = ErasureSettings.DEFAULT.salt().pseudonyms().of("ann");
      assertThat(harness.getSideOutput(ArrivalSplitter.OF_DEVICES))
          .extracting(record -> record.getValue().customer(), record -> record.getValue().body())
          .containsExactly(
              tuple(ann, identify.body()), tuple(ann, alias.body()), tuple(ann, erase.body()));
      assertThat(harness.getSideOutput(ArrivalSplitter.ANONYMOUS)).isNull();
    }
  }

  private static Event told(String type, @Nullable String device, Map<String, Object> attributes) {
    return People.of(
        EventLog.event("e1", type, EventLog.START, "ann"), type, "ann", device, attributes);
  }

  private static Envelope envelope(byte flags) {
    return new Envelope("ann", 5, new byte[] {flags}, PARTITION, flags);
  }
}
