package io.waymark.app.kafka;

import static io.waymark.app.kafka.SimulatedTopic.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.NamedFormat;
import io.waymark.app.kafka.SimulatedTopic.Deed;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** One event in a thousand is of the future, and the others fare as if there were none. */
class FutureTimesTest {
  private static final int PARTITIONS = 4;
  private static final int CUSTOMERS = 15_000;
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final long[] AHEAD = {
    Duration.ofMinutes(5).toMillis(),
    Duration.ofMinutes(11).toMillis(),
    Duration.ofDays(365).toMillis(),
    Long.MAX_VALUE - START - Duration.ofHours(1).toMillis(),
  };

  private final InteractionCodec codec = new InteractionCodec();
  private final Arrivals arrivals = new Arrivals(NamedFormat.WAYMARK, ArrivalLimits.DEFAULT);
  private int clampedOrDead;

  @Test
  void theyMoveNoTimeAndMakeNobodyLate() {
    SimulatedJourneys without = run(false);
    assertThat(without.late()).isPositive();
    assertThat(without.noticed()).hasSizeGreaterThan(CUSTOMERS / 30);

    // After each step the topic itself sees to it that time is not ahead of the clock.
    SimulatedJourneys with = run(true);

    assertThat(clampedOrDead).isGreaterThan(CUSTOMERS / 1_000 / 2);
    assertThat(with.late()).isEqualTo(without.late());
    assertThat(ordinary(with)).isEqualTo(ordinary(without));
  }

  private SimulatedJourneys run(boolean future) {
    SimulatedTopic topic = new SimulatedTopic(PARTITIONS, Duration.ofSeconds(1), this::admitted);
    Random random = new Random(7);
    for (int i = 0; i < CUSTOMERS; i++) {
      long begin = START + i * 40L;
      // One in fifty is on its way for longer than the bound.
      long delay = random.nextInt(50) == 0 ? 3_000 : random.nextInt(500);
      topic.plan(begin + delay, i % PARTITIONS, Deed.begins("c" + i, begin, WITHIN));
      if (i % 20 > 0) {
        long end = begin + random.nextInt(200_000);
        topic.plan(end + delay, (i + 1) % PARTITIONS, Deed.ends("c" + i, end));
      }
      if (future && i % 1_000 == 0) {
        long time = begin + AHEAD[i / 1_000 % AHEAD.length];
        topic.plan(begin, i % PARTITIONS, Deed.begins("future" + i, time, WITHIN));
      }
    }
    topic.pass(Duration.ofMinutes(20));
    return topic.journeys();
  }

  private static Set<String> ordinary(SimulatedJourneys journeys) {
    return journeys.noticed().stream()
        .filter(customer -> !customer.startsWith("future"))
        .collect(Collectors.toSet());
  }

  /** What the job makes of it: its time as it is, the record's, or none, since it is dead. */
  private long admitted(long eventTime, long appended) {
    byte[] event =
        codec.encode(
            new Event("e1", "page_view", eventTime, "c1", null, null, "web", null, Map.of()));
    long believed =
        Polls.of(
                arrivals,
                new ConsumerRecord<>(
                    "in",
                    0,
                    17,
                    appended,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    event,
                    new RecordHeaders(),
                    Optional.empty()))
            .get(0)
            .eventTime();
    if (believed != eventTime) {
      clampedOrDead++;
    }
    return believed;
  }
}
