package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which ids are still known, so that a copy is told from an event. */
final class RecentIdsTest {

  @Test
  void allThatAreNeededInclusively() {
    RecentIds ids = upTo(99, 0);
    ids.add(100, 100, 50);
    assertThat(ids.contains(50)).isTrue();
    assertThat(ids.contains(49)).isFalse();
    assertThat(ids.size()).isEqualTo(51);
  }

  @Test
  void theLastOnesEvenIfNoneIsNeeded() {
    RecentIds ids = upTo(200, Long.MAX_VALUE);
    assertThat(ids.size()).isEqualTo(24);
    assertThat(ids.contains(177)).isTrue();
    assertThat(ids.contains(176)).isFalse();
  }

  @Test
  void aBoundedNumberEvenIfAllAreNeeded() {
    RecentIds ids = upTo(2_000, 0);
    assertThat(ids.size()).isEqualTo(1_024);
    assertThat(ids.contains(977)).isTrue();
    assertThat(ids.contains(976)).isFalse();
  }

  private static RecentIds upTo(int last, long oldestNeeded) {
    RecentIds ids = new RecentIds();
    for (int i = 1; i <= last; i++) {
      ids.add(i, i, oldestNeeded);
    }
    return ids;
  }
}
