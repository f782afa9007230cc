package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.e2e.CheckpointWatch.Completed;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deadlines of all customers fall into one second, in one slot; {@code
 * -Dwaymark.e2e.storm=1000000} has a million of them.
 */
@Timeout(3_600)
class DeadlineStormE2E {
  private static final int CUSTOMERS = Integer.getInteger("waymark.e2e.storm", 100_000);

  /** One in so many comes back, at the last moment. */
  private static final int BACK = 10;

  private static final int SENT_PER_SECOND = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final String RULES =
      """
      rules:
        - id: storm
          title: Not back by then
          when: { absence: { after: begin_checkout, of: purchase, until: attr.due } }
      """;

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir Path folder;

  /** A signal, by its customer's number, and when it was written. */
  private record Written(int customer, long at) {}

  @Test
  void eachIsNoticedOnceNobodyWhoCameBackIsAndCheckpointsGoOn() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    try (TestCluster cluster = TestCluster.start(folder);
        Installation installation = new Installation(folder, cluster.servers())) {
      installation.createTopics();
      installation.pushRules("--rules", rules.toString());
      CheckpointWatch checkpoints =
          new CheckpointWatch(cluster.web(), cluster.run(installation, 1));
      try (Topic<Written> signals = signals(installation)) {
        long began = System.currentTimeMillis();
        long due = send(installation);
        long sent = System.currentTimeMillis();
        BitSet expected = new BitSet(CUSTOMERS);
        expected.set(0, CUSTOMERS);
        for (int i = 0; i < CUSTOMERS; i += BACK) {
          expected.clear(i);
        }
        Await.until(
            expected.cardinality() + " signals",
            LONGEST,
            () -> {
              checkpoints.look();
              return signals.all().size() >= expected.cardinality();
            },
            cluster::output);

        List<Written> found = signals.toEnd();
        assertThat(numbers(found)).isEqualTo(expected);
        assertThat(found).as("each once").hasSize(expected.cardinality());
        LongSummaryStatistics storm = found.stream().mapToLong(Written::at).summaryStatistics();
        assertThat(storm.getMin()).isGreaterThanOrEqualTo(due);
        List<Completed> during =
            checkpoints.look().stream()
                .filter(
                    one -> one.triggeredAt() > storm.getMin() && one.completedAt() < storm.getMax())
                .toList();
        assertThat(during).as("checkpoints of the storm, from its midst").isNotEmpty();
        report(found.size(), due, Duration.ofMillis(sent - began), storm, during);
      }
    }
  }

  private Topic<Written> signals(Installation installation) {
    SignalCodec signals = new SignalCodec();
    return Topic.ofRecords(
        installation,
        installation.topics().signals(),
        record -> {
          Signal signal = signals.decode(record.value());
          assertThat(signal.status()).isEqualTo(Signal.Status.FIRED);
          return new Written(Integer.parseInt(signal.customerId()), record.timestamp());
        });
  }

  private static BitSet numbers(List<Written> found) {
    BitSet numbers = new BitSet(CUSTOMERS);
    found.forEach(one -> numbers.set(one.customer()));
    return numbers;
  }

  /** Answers the first of the thousand milliseconds in which all are due. */
  private long send(Installation installation) {
    long due =
        System.currentTimeMillis()
            + Duration.ofSeconds(10 + CUSTOMERS / SENT_PER_SECOND).toMillis();
    Future<?> last = null;
    for (int i = 0; i < CUSTOMERS; i++) {
      long mine = due + i % 1_000;
      last = send(installation, i, "begin_checkout", System.currentTimeMillis(), mine);
      if (i % BACK == 0) {
        last = send(installation, i, "purchase", mine, mine);
      }
    }
    installation.await(last);
    return due;
  }

  private Future<?> send(
      Installation installation, int customer, String type, long time, long due) {
    return installation.send(
        customer % Load.PARTITIONS,
        codec.encode(
            new Event(
                type + customer,
                type,
                time,
                Integer.toString(customer),
                null,
                null,
                "web",
                null,
                Map.of("due", due))));
  }

  private static void report(
      int signals, long due, Duration sending, LongSummaryStatistics storm, List<Completed> during)
      throws IOException {
    String lines =
        """
        %d deadlines in one second, in one slot: all are noticed within %d ms (%d a second)
        the events were sent in %d ms, and the first signal was written %d ms after it was due
        %d checkpoints meanwhile: tasks began with them after %d ms at the latest, the longest took %d ms
        """
            .formatted(
                signals,
                storm.getMax() - storm.getMin(),
                signals * 1_000L / Math.max(1, storm.getMax() - storm.getMin()),
                sending.toMillis(),
                storm.getMin() - due,
                during.size(),
                during.stream().mapToLong(Completed::startDelay).max().orElseThrow(),
                during.stream()
                    .mapToLong(one -> one.completedAt() - one.triggeredAt())
                    .max()
                    .orElseThrow());
    Files.writeString(Path.of("target", "deadline-storm.txt"), lines);
    System.out.print(lines);
  }
}
