package io.waymark.pipeline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What took so long is in each bucket that is as wide, as Prometheus wants it. */
class DurationBucketsTest {
  private final CountersByName group = new CountersByName();
  private final DurationBuckets buckets = new DurationBuckets(group, "took_seconds");

  @Test
  void aBucketHasWhatTookAtMostAsLong() {
    buckets.count(500);
    buckets.count(501);

    assertThat(group.count("took_seconds.le.0.25.bucket")).isZero();
    assertThat(group.count("took_seconds.le.0.5.bucket")).isEqualTo(1);
    assertThat(group.count("took_seconds.le.1.bucket")).isEqualTo(2);
    assertThat(group.count("took_seconds.le.+Inf.bucket")).isEqualTo(2);
  }

  @Test
  void whatTookLongerThanAnyBoundIsInTheLastOnly() {
    buckets.count(7_200_001);

    assertThat(group.count("took_seconds.le.7200.bucket")).isZero();
    assertThat(group.count("took_seconds.le.+Inf.bucket")).isEqualTo(1);
  }
}
