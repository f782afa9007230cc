package io.waymark.bench.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.domain.event.Event;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BenchLogTest {
  private static final long START = 1_767_225_600_000L;

  @Test
  void theSameSeedMakesTheSameLog() {
    BenchLog one = log(20_000, 50_000);
    BenchLog other = log(20_000, 50_000);
    while (one.hasNext()) {
      assertThat(other.next()).isEqualTo(one.next());
    }
    assertThat(other.hasNext()).isFalse();
  }

  @Test
  void onceVisitsAreUnderWayThereAreAsManyEventsASecondAsWereAskedFor() {
    for (int rate : new int[] {5_000, BenchLog.EVENTS_PER_SECOND}) {
      BenchLog log = log(rate, 70L * rate);
      long from = START + 40_000;
      long inTenSeconds = 0;
      while (log.hasNext()) {
        long time = log.next().time();
        inTenSeconds += time >= from && time < from + 10_000 ? 1 : 0;
      }
      assertThat(inTenSeconds / 10).isCloseTo((long) rate, Percentage.withPercentage(2));
    }
  }

  @Test
  void oneInAHundredComesLateAndOneInAHundredTwice() {
    BenchLog log = log(20_000, 300_000);
    Set<String> ids = new HashSet<>();
    long latest = 0;
    int late = 0;
    int twice = 0;
    while (!log.isAtTheEnd()) {
      Event event = log.next();
      late += event.time() < latest - 2_000 ? 1 : 0;
      twice += ids.add(event.id()) ? 0 : 1;
      latest = Math.max(latest, event.time());
    }
    assertThat(late / 300_000.0).isCloseTo(0.01, within(0.002));
    assertThat(twice / 300_000.0).isCloseTo(0.01, within(0.002));
  }

  private static BenchLog log(int perSecond, long events) {
    return new BenchLog(1, 50_000, perSecond, events, START, LogTopic.PARTITIONS);
  }
}
