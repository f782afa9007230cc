package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.PartitionFrontier.Anchor;
import io.waymark.app.kafka.PartitionFrontier.Probe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionFrontierTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;
  private static final long BOUND = 1_000;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long YEAR = 365L * 24 * 60 * MINUTE;

  private final PartitionFrontier frontier = new PartitionFrontier(Duration.ofMillis(BOUND), 0);

  @Test
  void recordsMoveTimeToTheLatestEventLessTheBound() {
    frontier.event(0, NOW - 300, NOW);
    frontier.event(1, NOW - 900, NOW);

    // An event at NOW - 300 - BOUND is still in time: a watermark says no more events up to it.
    assertThat(frontier.watermark()).isEqualTo(NOW - 300 - BOUND - 1);
  }

  @Test
  void aRecordOfTheFutureMovesTimeNoFurtherThanItsAppendTime() {
    frontier.event(0, NOW + 5 * MINUTE, NOW);

    assertThat(frontier.watermark()).isEqualTo(NOW - BOUND - 1);
  }

  @Test
  void inSilenceTimeFollowsTheWallClockBehindTheDelayOfTheLastRecord() {
    frontier.event(0, NOW - 300, NOW);

    probe(NOW + 10 * SECOND, 1);

    assertThat(frontier.watermark()).isEqualTo(NOW + 10 * SECOND - 300 - BOUND - 1);
    assertThat(frontier.idle()).isFalse();
  }

  @Test
  void aShortPauseIsNotSilence() {
    frontier.event(0, NOW, NOW);

    probe(NOW + 2 * SECOND - 1, 1);
    assertThat(frontier.watermark()).isEqualTo(NOW - BOUND - 1);

    probe(NOW + 2 * SECOND, 1);
    assertThat(frontier.watermark()).isEqualTo(NOW + 2 * SECOND - BOUND - 1);
  }

  @Test
  void aBacklogHoldsTime() {
    frontier.event(0, NOW, NOW);

    probe(NOW + MINUTE, 2);

    assertThat(frontier.watermark()).isEqualTo(NOW - BOUND - 1);
  }

  @Test
  void aProbeFromBeforeTheLastRecordHoldsTime() {
    frontier.event(0, NOW, NOW);

    probe(NOW - MINUTE, 1);

    assertThat(frontier.watermark()).isEqualTo(NOW - BOUND - 1);
  }

  @Test
  void anOutageHoldsTimeWhereTheLastProbeLeftIt() {
    frontier.event(0, NOW, NOW);
    probe(NOW + 5 * SECOND, 1);
    long held = frontier.watermark();

    // No probe comes back for an hour; then the first one finds what was sent meanwhile.
    probe(NOW + 60 * MINUTE, 7);

    assertThat(frontier.watermark()).isEqualTo(held);
  }

  @Test
  void afterAnOutageThoseWhoCouldNotWriteAreWaitedFor() {
    frontier.event(0, NOW, NOW);
    probe(NOW + 5 * SECOND, 1);
    long held = frontier.watermark();

    long back = NOW + 15 * MINUTE;
    probeAfterOutage(back, back, 1);
    assertThat(frontier.watermark()).isEqualTo(held);

    // What was in somebody's hands is in time.
    long written = NOW + 6 * SECOND;
    assertThat(frontier.watermark()).isLessThan(written);
    frontier.event(1, written, back + SECOND);
    assertThat(frontier.watermark()).isEqualTo(written - BOUND - 1);
  }

  @Test
  void whenNobodyHadAnythingSilenceCountsAgain() {
    frontier.event(0, NOW, NOW);
    probe(NOW + 5 * SECOND, 1);
    long held = frontier.watermark();

    long back = NOW + 15 * MINUTE;
    probeAfterOutage(back + 29 * SECOND, back, 1);
    assertThat(frontier.watermark()).isEqualTo(held);

    probeAfterOutage(back + 30 * SECOND, back, 1);
    assertThat(frontier.watermark()).isEqualTo(back + 30 * SECOND - BOUND - 1);
  }

  @Test
  void whatAnOutageHasKeptMakesNoImportAndIsNoMeasureOfDelay() {
    frontier.event(0, NOW - 300, NOW);
    probe(NOW + 5 * SECOND, 1);

    long back = NOW + 15 * MINUTE;
    frontier.event(1, NOW + 6 * SECOND, back + SECOND);
    probeAfterOutage(back + 40 * SECOND, back, 2);

    assertThat(frontier.isImport()).isFalse();
    assertThat(frontier.watermark()).isEqualTo(back + 40 * SECOND - 300 - BOUND - 1);
  }

  @Test
  void aRecordThatIsNoLaterThanOthersBeforeTheOutageIsNotThoughtToHaveBeenKeptByIt() {
    frontier.event(0, NOW - 4 * SECOND, NOW);
    probe(NOW, 1);
    frontier.event(1, NOW + SECOND, NOW + SECOND);
    probe(NOW + 5 * SECOND, 2);

    long back = NOW + 15 * MINUTE;
    frontier.event(2, back - 3 * SECOND, back + SECOND);
    probeAfterOutage(back + 40 * SECOND, back, 3);

    assertThat(frontier.watermark()).isEqualTo(back + 36 * SECOND - BOUND - 1);
  }

  @Test
  void howOldAnImportWasIsNoMeasureOfDelayEither() {
    frontier.event(0, NOW - YEAR, NOW);
    probe(NOW, 1);
    frontier.event(1, NOW + SECOND - 300, NOW + SECOND);
    probe(NOW + 5 * SECOND, 2);

    long back = NOW + 15 * MINUTE;
    frontier.event(2, NOW + 6 * SECOND, back + SECOND);
    probeAfterOutage(back + 40 * SECOND, back, 3);

    assertThat(frontier.isImport()).isFalse();
    assertThat(frontier.watermark()).isEqualTo(back + 40 * SECOND - 300 - BOUND - 1);
  }

  @Test
  void anImportIsOneAfterAnOutageToo() {
    long then = NOW - YEAR;
    frontier.event(0, then, NOW);
    probe(NOW + 5 * SECOND, 1);

    long back = NOW + 15 * MINUTE;
    frontier.event(1, then + MINUTE, back + SECOND);
    probeAfterOutage(back + 31 * SECOND, back, 2);

    assertThat(frontier.isImport()).isTrue();
    assertThat(frontier.watermark()).isLessThan(then + 20 * MINUTE);
  }

  @Test
  void anImportMovesTimeOnlyAfterALongSilenceAndNeverJumps() {
    long then = NOW - YEAR;
    frontier.event(0, then, NOW);
    long atRecord = frontier.watermark();

    probe(NOW + 29 * SECOND, 1);
    assertThat(frontier.watermark()).isEqualTo(atRecord);
    probe(NOW + 30 * SECOND, 1);
    assertThat(frontier.watermark()).isEqualTo(atRecord);
    probe(NOW + 31 * SECOND, 1);
    assertThat(frontier.watermark()).isEqualTo(atRecord + SECOND);
    assertThat(frontier.idle()).isFalse();
  }

  @Test
  void anImportThatIsLongOverDoesNotHoldBackTheOthers() {
    frontier.event(0, NOW - YEAR, NOW);

    probe(NOW + 10 * MINUTE, 1);
    assertThat(frontier.idle()).isTrue();

    frontier.event(1, NOW + 11 * MINUTE, NOW + 11 * MINUTE);
    assertThat(frontier.idle()).isFalse();
  }

  @Test
  void anEmptyPartitionIsIdleOnceProvenAndNotBefore() {
    assertThat(frontier.idle()).isFalse();

    frontier.probe(new Probe(NOW, 0, 0, Outages.NONE, true, null));

    assertThat(frontier.idle()).isTrue();
    assertThat(frontier.watermark()).isEqualTo(NONE);
  }

  @Test
  void itsFirstRecordEndsIdleness() {
    frontier.probe(new Probe(NOW, 0, 0, Outages.NONE, true, null));

    frontier.event(0, NOW, NOW);

    assertThat(frontier.idle()).isFalse();
    assertThat(frontier.watermark()).isEqualTo(NOW - BOUND - 1);
  }

  @Test
  void afterARestoreInSilenceTheLastRecordOfThePartitionAnchorsTime() {
    PartitionFrontier restored = new PartitionFrontier(Duration.ofMillis(BOUND), 42);

    restored.probe(
        new Probe(NOW, 42, 42, Outages.NONE, true, new Anchor(NOW - MINUTE - 300, NOW - MINUTE)));

    assertThat(restored.watermark()).isEqualTo(NOW - 300 - BOUND - 1);
    assertThat(restored.idle()).isFalse();
  }

  @Test
  void whileTheAnchorIsStillSoughtTheRestoredPartitionHolds() {
    PartitionFrontier restored = new PartitionFrontier(Duration.ofMillis(BOUND), 42);

    restored.probe(new Probe(NOW, 42, 42, Outages.NONE, false, null));

    assertThat(restored.watermark()).isEqualTo(NONE);
    assertThat(restored.idle()).isFalse();
  }

  @Test
  void aRestoredPartitionWithABacklogHolds() {
    PartitionFrontier restored = new PartitionFrontier(Duration.ofMillis(BOUND), 42);

    restored.probe(new Probe(NOW, 42, 50, Outages.NONE, false, null));

    assertThat(restored.watermark()).isEqualTo(NONE);
    assertThat(restored.idle()).isFalse();
  }

  @Test
  void aSymbolicStartIsLearntFromTheProbe() {
    PartitionFrontier earliest = new PartitionFrontier(Duration.ofMillis(BOUND), -2);

    earliest.probe(new Probe(NOW, -1, 5, Outages.NONE, false, null));
    assertThat(earliest.idle()).isFalse();
    earliest.probe(new Probe(NOW, 5, 5, Outages.NONE, true, null));

    assertThat(earliest.idle()).isTrue();
    assertThat(earliest.position()).isEqualTo(5);
  }

  @Test
  void aDeadLetterBreaksTheSilenceAndMovesNoTime() {
    frontier.event(0, NOW, NOW);
    frontier.other(1, NOW + 10 * SECOND);

    probe(NOW + 11 * SECOND, 2);
    assertThat(frontier.watermark()).isEqualTo(NOW - BOUND - 1);

    probe(NOW + 12 * SECOND, 2);
    assertThat(frontier.watermark()).isEqualTo(NOW + 12 * SECOND - BOUND - 1);
  }

  @Test
  void aPartitionOfDeadLettersAloneIsIdleInSilence() {
    frontier.other(0, NOW);
    assertThat(frontier.idle()).isFalse();

    probe(NOW + 3 * SECOND, 1);

    assertThat(frontier.idle()).isTrue();
  }

  @Test
  void timeNeverGoesBack() {
    frontier.event(0, NOW, NOW);
    probe(NOW + MINUTE, 1);
    long far = frontier.watermark();

    frontier.event(1, NOW + SECOND, NOW + MINUTE);
    probe(NOW + MINUTE + 2 * SECOND, 2);

    assertThat(frontier.watermark()).isEqualTo(far);
  }

  @Test
  void aLateEventDoesNotMakeALivePartitionAnImport() {
    frontier.event(0, NOW, NOW);
    frontier.event(1, NOW - 60 * MINUTE, NOW + SECOND);

    probe(NOW + 3 * SECOND, 2);

    assertThat(frontier.watermark()).isEqualTo(NOW + 3 * SECOND - BOUND - 1);
    assertThat(frontier.idle()).isFalse();
  }

  @Test
  void aBurstThatComesLateAfterASilenceHoldsBackNobody() {
    frontier.event(0, NOW, NOW);
    probe(NOW + 5 * MINUTE, 1);

    // Who writes was down for five minutes and goes on where it was.
    frontier.event(1, NOW + MINUTE, NOW + 5 * MINUTE + SECOND);
    frontier.event(2, NOW + 2 * MINUTE, NOW + 5 * MINUTE + SECOND);
    probe(NOW + 5 * MINUTE + 3 * SECOND, 3);

    assertThat(frontier.watermark()).isEqualTo(NOW + 5 * MINUTE + 3 * SECOND - BOUND - 1);
    assertThat(frontier.idle()).isFalse();
  }

  @Test
  void aProducerThatHasBecomeSlowerIsWaitedFor() {
    frontier.event(0, NOW, NOW);
    probe(NOW + MINUTE, 1);
    long before = frontier.watermark();

    frontier.event(1, NOW + MINUTE - 30 * SECOND, NOW + MINUTE);
    probe(NOW + MINUTE + 10 * SECOND, 2);
    assertThat(frontier.watermark()).isEqualTo(before);

    probe(NOW + MINUTE + 40 * SECOND, 2);
    assertThat(frontier.watermark()).isEqualTo(NOW + MINUTE + 10 * SECOND - BOUND - 1);
  }

  @Test
  void eventsAsOldAsTheBoundAllowsAreNoImport() {
    long bound = 5 * MINUTE;
    PartitionFrontier patient = new PartitionFrontier(Duration.ofMillis(bound), 0);

    patient.event(0, NOW - bound - MINUTE, NOW);
    patient.probe(new Probe(NOW + 3 * SECOND, 0, 1, Outages.NONE, false, null));

    assertThat(patient.watermark()).isEqualTo(NOW - bound - MINUTE + 3 * SECOND - bound - 1);
  }

  @Test
  void anImportThatGoesOnBehindItsCreepingTimeIsStillAnImport() {
    long then = NOW - YEAR;
    frontier.event(0, then, NOW);
    probe(NOW + 40 * SECOND, 1);
    assertThat(frontier.watermark()).isEqualTo(then + 10 * SECOND - BOUND - 1);

    frontier.event(1, then + 5 * SECOND, NOW + 41 * SECOND);
    frontier.event(2, then + MINUTE, NOW + 41 * SECOND);

    assertThat(frontier.watermark()).isEqualTo(then + MINUTE - BOUND - 1);
    probe(NOW + 61 * SECOND, 3);
    assertThat(frontier.watermark()).isEqualTo(then + MINUTE - BOUND - 1);
  }

  private void probeAfterOutage(long sentAt, long outageOverAt, long end) {
    frontier.probe(new Probe(sentAt, 0, end, outageOverAt, false, null));
  }

  private void probe(long sentAt, long end) {
    frontier.probe(new Probe(sentAt, 0, end, Outages.NONE, false, null));
  }
}
