package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsualDelayTest {
  private static final long NOW = 1_800_000_000_000L;

  private final UsualDelay usual = new UsualDelay();

  @Test
  void nothingIsKnownOfAPartitionWithoutRecords() {
    assertThat(usual.isKnown()).isFalse();
  }

  @Test
  void theLatestOfTheLastFewRecordsCounts() {
    usual.learn(NOW, 300);
    usual.learn(NOW + 1, 5_000);
    usual.learn(NOW + 2, 20);
    assertThat(usual.longest()).isEqualTo(5_000);
  }

  @Test
  void whatIsLongAgoCountsNoMore() {
    usual.learn(NOW, 5_000);
    for (int i = 1; i <= 8; i++) {
      usual.learn(NOW + i, 300);
    }
    assertThat(usual.longest()).isEqualTo(300);
  }

  @Test
  void theSameRecordAgainIsNoOther() {
    usual.learn(NOW, 5_000);
    for (int i = 0; i < 20; i++) {
      usual.learn(NOW + 1, 300);
    }
    assertThat(usual.longest()).isEqualTo(5_000);
  }
}
