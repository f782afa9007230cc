package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.PartitionFrontier.Anchor;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What silence of a broker is an outage, by what is asked and answered. */
class EndProbeTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long SECOND = 1_000;

  /** What Kafka's client waits for an answer. */
  private static final long PATIENCE = 3 * SECOND;

  private static final long END = 7;

  /** Read to its end. */
  private static final TopicPartition READ = new TopicPartition("interactions", 0);

  /** Those that end with what a reader never sees, like the marker of a transaction. */
  private static final Set<TopicPartition> MARKED =
      Set.of(
          new TopicPartition("triggers", 0),
          new TopicPartition("triggers", 1),
          new TopicPartition("triggers", 2));

  private long now = NOW;
  private final Broker broker = new Broker();
  private final EndProbe probe =
      new EndProbe(
          () -> {
            throw new AssertionError("asked by hand");
          },
          () -> Instant.ofEpochMilli(now));

  EndProbeTest() {
    probe.follow(READ, 0);
    probe.at(READ, END, true);
    for (TopicPartition marked : MARKED) {
      probe.follow(marked, 0);
      probe.at(marked, END - 1, true);
    }
  }

  @Test
  void aBrokerThatAnswersWasNeverAway() throws IOException {
    ask();
    now += SECOND / 2;
    ask();

    assertThat(outageOverAt()).isEqualTo(Outages.NONE);
  }

  @Test
  void whatItIsNotAskedIsNoSignOfLife() throws IOException {
    ask();
    now += SECOND / 2;
    broker.goesAwayAfterItsEnds = true;
    ask();
    assertThat(now).isEqualTo(NOW + SECOND / 2 + MARKED.size() * PATIENCE);
    assertThat(ask()).isFalse();

    broker.goesAwayAfterItsEnds = false;
    broker.away = false;
    long back = now;
    assertThat(ask()).isTrue();
    assertThat(outageOverAt()).isEqualTo(back);
  }

  @Test
  void whatItAnswersBesidesIsOneHoweverLongItTakes() throws IOException {
    ask();
    now += SECOND / 2;
    broker.takes = 2 * SECOND;
    ask();
    now += SECOND / 2;
    ask();

    assertThat(outageOverAt()).isEqualTo(Outages.NONE);
  }

  private boolean ask() throws IOException {
    return probe.ask(broker, true);
  }

  private long outageOverAt() {
    return Objects.requireNonNull(probe.found(READ)).outageOverAt();
  }

  private final class Broker implements PartitionTail {
    long takes;
    boolean goesAwayAfterItsEnds;
    boolean away;

    @Override
    public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
      if (away) {
        now += PATIENCE;
        throw new TimeoutException("nobody is there");
      }
      away = goesAwayAfterItsEnds;
      return partitions.stream().collect(Collectors.toMap(each -> each, each -> END));
    }

    @Override
    public Rest rest(TopicPartition partition, long position, long end) {
      now += away ? PATIENCE : takes;
      return away ? Rest.UNKNOWN : Rest.NOTHING;
    }

    @Override
    public long start(TopicPartition partition, long marker) {
      throw new AssertionError("all starts are known");
    }

    @Override
    public @Nullable Anchor lastEvent(TopicPartition partition, long before) {
      throw new AssertionError("all times are known");
    }

    @Override
    public void wakeUp() {
      throw new AssertionError("nobody waits");
    }

    @Override
    public void close() {
      throw new AssertionError("not opened by the probe");
    }
  }
}
