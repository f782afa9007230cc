package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import org.junit.jupiter.api.Test;

/** Somebody asks why time stands still. */
class SilenceHoldTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long SECOND = 1_000;

  private final SilenceHold hold = new SilenceHold(NOW);

  @Test
  void whoReadsAllThatThereIsHoldsNothing() {
    probe(NOW, 7, 7);

    assertThat(hold.reason(NOW + SECOND, 7)).isNull();
  }

  @Test
  void aBrokerThatHasNotAnsweredForFiveSecondsHolds() {
    assertThat(hold.reason(NOW + 5 * SECOND, -1)).isNull();
    assertThat(hold.reason(NOW + 5 * SECOND + 1, -1)).isEqualTo(Hold.NO_ANSWER);

    probe(NOW + 6 * SECOND, 0, 0);
    assertThat(hold.reason(NOW + 6 * SECOND, 0)).isNull();
    assertThat(hold.reason(NOW + 11 * SECOND + 1, 0)).isEqualTo(Hold.NO_ANSWER);
  }

  @Test
  void whatStoodThereFiveSecondsAgoAndIsNotReadIsABacklog() {
    probe(NOW, 0, 1_000);
    probe(NOW + 5 * SECOND, 400, 1_400);
    assertThat(hold.reason(NOW + 5 * SECOND, 400)).isNull();

    probe(NOW + 6 * SECOND, 900, 1_500);
    assertThat(hold.reason(NOW + 6 * SECOND, 900)).isEqualTo(Hold.BACKLOG);

    assertThat(hold.reason(NOW + 6 * SECOND, 1_000)).isNull();
  }

  @Test
  void aReaderThatKeepsUpIsNeverAtTheEndAndHasNoBacklog() {
    for (int i = 0; i < 100; i++) {
      long at = NOW + i * SECOND;
      probe(at, 1_000L * i, 1_000L * i + 500);

      assertThat(hold.reason(at, 1_000L * i)).isNull();
    }
  }

  @Test
  void aPartitionOfWhichNothingWasEverReadHasABacklog() {
    probe(NOW, -1, 5);
    probe(NOW + 6 * SECOND, -1, 5);

    assertThat(hold.reason(NOW + 6 * SECOND, -1)).isEqualTo(Hold.BACKLOG);
  }

  @Test
  void soonAfterAnOutageThoseWhoCouldNotWriteAreWaitedFor() {
    hold.probe(new Probe(NOW + SECOND, 3, 3, NOW, true, null), 3);
    assertThat(hold.reason(NOW + SECOND, 3)).isEqualTo(Hold.AFTER_OUTAGE);

    long over = NOW + PartitionFrontier.AFTER_OUTAGE.toMillis();
    hold.probe(new Probe(over, 3, 3, NOW, true, null), 3);
    assertThat(hold.reason(over, 3)).isNull();
  }

  private void probe(long sentAt, long position, long end) {
    hold.probe(new Probe(sentAt, 0, end, Outages.NONE, true, null), position);
  }
}
