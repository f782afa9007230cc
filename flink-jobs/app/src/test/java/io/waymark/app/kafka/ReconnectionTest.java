package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import org.junit.jupiter.api.Test;

/** A reader notices that the broker was away. */
class ReconnectionTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long SECOND = 1_000;
  private static final long LATER = NOW + 900 * SECOND;
  private static final long WAIT = PartitionFrontier.AFTER_OUTAGE.toMillis();

  private final Reconnection reconnection = new Reconnection();

  @Test
  void whoStartsHasMissedNothing() {
    reconnection.read(NOW);
    assertThat(reconnection.isRecent(NOW)).isFalse();

    answered(NOW + 1, Outages.NONE);
    assertThat(reconnection.isRecent(NOW + 1)).isFalse();
  }

  @Test
  void anOutageBeforeTheFirstAnswerIsOne() {
    reconnection.read(NOW);
    reconnection.read(LATER);
    answered(NOW + SECOND, Outages.NONE);
    answered(LATER + SECOND, LATER + SECOND);

    assertThat(reconnection.isRecent(LATER + SECOND)).isTrue();
  }

  @Test
  void aBrokerThatAnswersWasNotAwayHoweverLongTheTaskDidNotRead() {
    reconnection.read(NOW);
    answered(LATER, Outages.NONE);
    reconnection.read(LATER + 1);

    assertThat(reconnection.isRecent(LATER + 1)).isFalse();
  }

  @Test
  void aBrokerWhoseRecordsComeWasNotAwayHoweverLongItTakesToAnswer() {
    for (int i = 0; i < 100; i++) {
      long at = NOW + i * SECOND;
      reconnection.read(at);
      if (i % 10 == 0) {
        answered(at, at);
      }
      assertThat(reconnection.isRecent(at)).isFalse();
    }
  }

  @Test
  void anOutageIsOverWithTheFirstAnswerAndThoseWhoCouldNotWriteAreWaitedFor() {
    answered(NOW, Outages.NONE);
    answered(LATER, LATER);
    answered(LATER + SECOND, LATER);

    assertThat(reconnection.isRecent(LATER)).isTrue();
    assertThat(reconnection.isRecent(LATER + WAIT - 1)).isTrue();
    assertThat(reconnection.isRecent(LATER + WAIT)).isFalse();
  }

  @Test
  void orWithTheFirstRecordIfThatIsSooner() {
    answered(NOW, Outages.NONE);
    reconnection.read(NOW);
    reconnection.read(LATER);
    assertThat(reconnection.isRecent(LATER)).isTrue();

    // What was asked before the outage, and is answered after it, tells nothing of its end.
    answered(NOW + SECOND, Outages.NONE);
    assertThat(reconnection.isRecent(LATER)).isTrue();
  }

  private void answered(long askedAt, long outageOverAt) {
    reconnection.answered(new Probe(askedAt, 0, 0, outageOverAt, true, null));
  }
}
