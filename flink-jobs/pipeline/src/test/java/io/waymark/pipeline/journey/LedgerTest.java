package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.Ledger.Count.DUPLICATE;
import static io.waymark.pipeline.journey.Ledger.Count.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.pipeline.wire.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final long THREE = Origin.of("interactions", 3);
  private static final long FOUR = Origin.of("interactions", 4);

  @Test
  void entriesOfSeveralSubtasksAddUp() {
    Ledger one = ledger(new ArrayList<>());
    one.add(THREE, PROCESSED);
    one.add(THREE, DUPLICATE);
    Ledger two = ledger(new ArrayList<>());
    two.add(THREE, PROCESSED);
    two.add(FOUR, PROCESSED);
    List<long[]> stored = new ArrayList<>(one.entries());
    stored.addAll(two.entries());

    List<Long> seen = new ArrayList<>();
    Ledger merged = ledger(seen);
    merged.restore(stored);
    assertThat(merged.get(THREE, PROCESSED)).isEqualTo(2);
    assertThat(merged.get(THREE, DUPLICATE)).isEqualTo(1);
    assertThat(merged.get(FOUR, PROCESSED)).isEqualTo(1);
    assertThat(merged.get(Origin.of("interactions", 5), PROCESSED)).isZero();
    assertThat(merged.total(PROCESSED)).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrder(THREE, FOUR);
  }

  @Test
  void partitionsOfOneNumberInTwoTopicsCountApart() {
    Ledger ledger = ledger(new ArrayList<>());
    ledger.add(THREE, PROCESSED);
    ledger.add(Origin.of("clicks", 3), PROCESSED);

    assertThat(ledger.get(THREE, PROCESSED)).isEqualTo(1);
    assertThat(ledger.get(Origin.of("clicks", 3), PROCESSED)).isEqualTo(1);
  }

  @Test
  void anOlderReleaseCountedFewerKindsAndOneTopicWithoutItsName() {
    Ledger ledger = ledger(new ArrayList<>());
    ledger.restore(List.of(new long[] {3, 10, 9}));
    // An event that waited in its state says as little of where it is from.
    ledger.add(3, PROCESSED);

    assertThat(ledger.get(THREE, PROCESSED)).isEqualTo(10);
    assertThat(ledger.get(THREE, DUPLICATE)).isZero();
    assertThat(ledger.entries()).hasSize(1);
  }

  private static Ledger ledger(List<Long> seen) {
    return new Ledger(new Sources("interactions", List.of("interactions", "clicks")), seen::add);
  }
}
