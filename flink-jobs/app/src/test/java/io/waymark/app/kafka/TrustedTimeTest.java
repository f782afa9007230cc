package io.waymark.app.kafka;

import static io.waymark.app.kafka.SimulatedTopic.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.SimulatedJourneys.Fired;
import io.waymark.app.kafka.SimulatedTopic.Deed;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours of silence, of outages and of backlogs, and who is noticed in them. */
class TrustedTimeTest {
  private static final int PARTITIONS = 4;
  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** A deadline is noticed this long after the bound at the latest, while all is read. */
  private static final long SOON = 5 * SECOND;

  private final Random random = new Random(7);
  private final Set<String> left = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 30_000})
  void inTwoHoursOfSilenceEachIsNoticedAtTheirTimeAndNoneEarlier(long bound) {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, Duration.ofMillis(bound));
    for (int i = 0; i < 300; i++) {
      long at = START + random.nextInt((int) MINUTE);
      Duration within = Duration.ofMinutes(1 + random.nextInt(110));
      topic.plan(at, i % PARTITIONS, Deed.begins("c" + i, at - random.nextInt(800), within));
    }

    topic.pass(Duration.ofHours(2));

    assertThat(topic.journeys().noticed()).hasSize(300);
    assertThat(topic.journeys().fired())
        .hasSize(300)
        .allSatisfy(
            one -> assertThat(one.at() - one.deadline()).isBetween(bound + 1, bound + 1 + SOON));
  }

  @Test
  void whereNobodyEverWritesNoTimePasses() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);

    topic.pass(Duration.ofHours(1));

    assertThat(topic.isIdle()).isTrue();
    assertThat(topic.journeys().watermark()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void whereAllAreIdleTimeStandsAndNobodyIsNoticed() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);
    long yesterday = START - Duration.ofDays(1).toMillis();
    for (int i = 0; i < 40; i++) {
      topic.plan(
          START + i, i % PARTITIONS, Deed.begins("c" + i, yesterday + i, Duration.ofMinutes(30)));
    }

    topic.pass(Duration.ofHours(2));

    assertThat(topic.isIdle()).isTrue();
    assertThat(topic.journeys().fired()).isEmpty();
    assertThat(topic.journeys().watermark()).isLessThan(yesterday + 10 * MINUTE);

    topic.plan(topic.now() + 1, 0, Deed.begins("today", topic.now(), WITHIN));
    topic.pass(Duration.ofSeconds(10));
    assertThat(topic.journeys().noticed()).hasSize(40);
  }

  @Test
  void whoCameWhileNobodyReadIsNotNoticed() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);
    traffic(topic, Duration.ofMinutes(50));
    topic.pass(Duration.ofMinutes(10));

    topic.stopReading();
    topic.pass(Duration.ofMinutes(30));
    topic.readAtMost(400);
    topic.startReading();
    topic.pass(Duration.ofMinutes(1));
    assertThat(topic.hasBacklog()).isTrue();
    assertThat(topic.holds()).contains(Hold.BACKLOG);
    topic.pass(Duration.ofMinutes(30));

    assertThat(topic.hasBacklog()).isFalse();
    assertThat(topic.journeys().noticed()).isEqualTo(left);
    assertThat(topic.journeys().late()).isZero();
  }

  @Test
  void inAnOutageOfAQuarterOfAnHourTimeStandsAndAfterwardsThoseWhoCouldNotWriteAreWaitedFor() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);
    traffic(topic, Duration.ofMinutes(40));
    topic.pass(Duration.ofMinutes(10));
    long before = topic.journeys().watermark();

    topic.brokerGoesAway();
    topic.pass(Duration.ofMinutes(15));
    assertThat(topic.journeys().watermark()).isEqualTo(before);
    assertThat(topic.holds()).hasSize(PARTITIONS).containsOnly(Hold.NO_ANSWER);

    topic.brokerIsBack();
    topic.pass(Duration.ofSeconds(10));
    assertThat(topic.holds()).contains(Hold.AFTER_OUTAGE);
    topic.pass(Duration.ofSeconds(50));
    assertThat(topic.journeys().watermark()).isGreaterThan(topic.now() - BOUND.toMillis() - SOON);
    assertThat(topic.holds()).isEmpty();

    topic.pass(Duration.ofMinutes(20));
    assertThat(topic.journeys().noticed()).isEqualTo(left);
  }

  @Test
  void anOutageInSilenceEndsTheSame() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);
    for (int i = 0; i < PARTITIONS; i++) {
      topic.plan(START + 1, i, Deed.begins("c" + i, START + 1, WITHIN));
      // They come back in time, and can't say so.
      topic.plan(START + 4 * MINUTE, i, Deed.ends("c" + i, START + 4 * MINUTE));
    }
    topic.pass(Duration.ofMinutes(1));
    topic.brokerGoesAway();
    topic.pass(Duration.ofMinutes(15));
    topic.brokerIsBack();
    topic.pass(Duration.ofMinutes(10));

    assertThat(topic.journeys().fired()).isEmpty();
    assertThat(topic.journeys().late()).isZero();
    assertThat(topic.journeys().watermark()).isGreaterThan(topic.now() - BOUND.toMillis() - SOON);
  }

  @Test
  void whatAPartitionTellsAfterAnHourOfSilenceIsLateAndHoldsBackNobody() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);
    topic.plan(START + 1, 3, Deed.begins("quiet", START + 1, WITHIN));
    traffic(topic, PARTITIONS - 1, Duration.ofMinutes(80));
    long back = START + Duration.ofHours(1).toMillis();
    for (int i = 0; i < 500; i++) {
      // An app that was offline: who began went on, and both are told only now.
      long then = back - (i % 2 == 0 ? 20 : 4) * MINUTE - i * 100;
      topic.plan(back, 3, Deed.begins("offline" + i, then, WITHIN));
      topic.plan(back + 1, 3, Deed.ends("offline" + i, then + 2 * MINUTE));
    }

    topic.pass(Duration.ofMinutes(90));

    left.add("quiet");
    assertThat(topic.journeys().noticed()).isEqualTo(left);
    assertThat(topic.journeys().late()).isEqualTo(1_000);
    assertThat(topic.journeys().fired()).allSatisfy(TrustedTimeTest::isPunctual);
  }

  @Test
  void aSourceThatIsTenMinutesBehindIsWaitedFor() {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, BOUND);
    traffic(topic, PARTITIONS - 1, Duration.ofMinutes(60));
    for (int i = 0; i < 3_000; i++) {
      long time = START - 10 * MINUTE + i * SECOND;
      String customer = "behind" + i;
      topic.plan(time + 10 * MINUTE, 3, Deed.begins(customer, time, WITHIN));
      topic.plan(time + 12 * MINUTE, 3, Deed.ends(customer, time + 2 * MINUTE));
    }

    topic.pass(Duration.ofMinutes(55));

    assertThat(topic.journeys().late()).isZero();
    assertThat(left).containsAll(topic.journeys().noticed());
    assertThat(topic.journeys().fired())
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(one.at() - one.deadline())
                    .isLessThan(10 * MINUTE + PartitionFrontier.IMPORT_SILENCE.toMillis() + SOON));
  }

  private static void isPunctual(Fired one) {
    assertThat(one.at() - one.deadline())
        .isBetween(BOUND.toMillis() + 1, BOUND.toMillis() + 1 + SOON);
  }

  private void traffic(SimulatedTopic topic, Duration time) {
    traffic(topic, PARTITIONS, time);
  }

  /** Fifty a second begin, most of them end in time, somewhere; one in twenty does not. */
  private void traffic(SimulatedTopic topic, int partitions, Duration time) {
    int count = (int) (time.toSeconds() * 50);
    for (int i = 0; i < count; i++) {
      long begin = START + i * 20L;
      String customer = "c" + i;
      plan(topic, partitions, Deed.begins(customer, begin, WITHIN));
      if (i % 20 == 0) {
        left.add(customer);
      } else {
        plan(topic, partitions, Deed.ends(customer, begin + random.nextInt((int) (5 * MINUTE))));
      }
    }
  }

  /** It is on its way for less than the bound. */
  private void plan(SimulatedTopic topic, int partitions, Deed deed) {
    topic.plan(deed.time() + random.nextInt(500), random.nextInt(partitions), deed);
  }
}
