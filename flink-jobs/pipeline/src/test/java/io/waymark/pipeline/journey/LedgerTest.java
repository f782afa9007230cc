package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.Ledger.Count.DUPLICATE;
import static io.waymark.pipeline.journey.Ledger.Count.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  @Test
  void entriesOfSeveralSubtasksAddUp() {
    Ledger one = new Ledger(partition -> {});
    one.add(3, PROCESSED);
    one.add(3, DUPLICATE);
    Ledger two = new Ledger(partition -> {});
    two.add(3, PROCESSED);
    two.add(4, PROCESSED);
    List<long[]> stored = new ArrayList<>(one.entries());
    stored.addAll(two.entries());

    List<Integer> seen = new ArrayList<>();
    Ledger merged = new Ledger(seen::add);
    merged.restore(stored);
    assertThat(merged.get(3, PROCESSED)).isEqualTo(2);
    assertThat(merged.get(3, DUPLICATE)).isEqualTo(1);
    assertThat(merged.get(4, PROCESSED)).isEqualTo(1);
    assertThat(merged.get(5, PROCESSED)).isZero();
    assertThat(seen).containsExactly(3, 4);
  }

  @Test
  void anEntryOfAnOlderReleaseWithFewerKindsIsRead() {
    Ledger ledger = new Ledger(partition -> {});
    ledger.restore(List.of(new long[] {1, 10, 9}));
    assertThat(ledger.get(1, PROCESSED)).isEqualTo(9);
    assertThat(ledger.get(1, DUPLICATE)).isZero();
  }
}
