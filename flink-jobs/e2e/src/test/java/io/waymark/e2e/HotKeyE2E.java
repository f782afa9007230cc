package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One customer sends a hundred times as much as all others together. How much longer those wait for
 * their signals is measured; {@code -Dwaymark.e2e.hot=PT1M} measures longer.
 */
@Timeout(900)
class HotKeyE2E {
  private static final Duration PHASE = Profile.duration("waymark.e2e.hot", Duration.ofSeconds(5));
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int TIMES = 100;
  private static final String HOT = "c-hot";

  /** As the template of the job's configuration says. */
  private static final int COUNTED_PER_MINUTE = 1_000;

  private static final long WAIT_FOR_ORDER = 1_000;

  /** Of JSON: some times what was measured; all of its events would take more. */
  private static final int LARGEST_STATE = 32 << 10;

  private final InteractionCodec codec = new InteractionCodec();
  private int others;
  private int hot;
  @TempDir Path folder;

  @Test
  void aCustomerOfAHundredTimesAsManyEventsIsBoundedAndNobodyElseLosesASignal() throws IOException {
    try (TestCluster cluster = TestCluster.start(folder);
        Installation installation = new Installation(folder, cluster.servers())) {
      installation.createTopics();
      installation.pushRules();
      cluster.run(installation, 2);
      try (Topic<Written> signals = signals(installation)) {
        // Whatever has never run before is slow.
        feed(installation, 1, Duration.ofSeconds(2));
        int warm = others;
        feed(installation, 0, PHASE);
        int calm = others;
        long began = System.currentTimeMillis();
        feed(installation, TIMES, PHASE);
        long minutes = minute(System.currentTimeMillis()) - minute(began) + 2;

        signals.await(
            "a signal of each of " + others,
            all -> customers(all).size() == others,
            cluster::output);
        JobMetrics metrics = new JobMetrics(cluster.web());
        Await.until(
            "counts that balance",
            Duration.ofSeconds(60),
            () -> JobMetrics.balance(metrics.totals(), others + hot),
            () -> metrics.ledger().toString());
        SortedMap<String, Long> counts = metrics.totals();
        assertThat(counts.get("limited"))
            .isGreaterThanOrEqualTo(hot - minutes * COUNTED_PER_MINUTE);
        assertThat(counts.get("limited") + counts.get("processed")).isEqualTo(others + hot);

        String state = shown(cluster.stopWithSavepoint(), installation);
        assertThat(state).contains("journeys").hasSizeLessThan(LARGEST_STATE);
        report(signals.all(), warm, calm, counts, state.length());
      }
    }
  }

  /** A signal of one of the others, and how long it took from the event to its being written. */
  private record Written(String customer, long millis) {}

  private static Topic<Written> signals(Installation installation) {
    SignalCodec signals = new SignalCodec();
    return Topic.ofRecords(
        installation,
        installation.topics().signals(),
        record -> {
          Signal signal = signals.decode(record.value());
          return new Written(signal.customerId(), record.timestamp() - signal.occurredAt());
        });
  }

  /** Of each of the others one event, and that many of the one customer with it. */
  private void feed(Installation installation, int times, Duration length) {
    long began = System.nanoTime();
    for (long due = 0; due < length.toNanos(); due += PAUSE.toNanos()) {
      while (System.nanoTime() - began < due) {
        LockSupport.parkNanos(due - (System.nanoTime() - began));
      }
      int number = others++;
      installation.send(
          number % Load.PARTITIONS,
          codec.encode(
              event(
                  "o-" + number, "survey_response", other(number), "metric", "nps", "score", 2L)));
      for (int i = 0; i < times; i++) {
        installation.send(0, codec.encode(event("h-" + hot++, "page_view", HOT, "path", "/")));
      }
    }
    installation.await(null);
  }

  private static Event event(String id, String type, String customer, Object... attributes) {
    Map<String, Object> named =
        IntStream.range(0, attributes.length / 2)
            .boxed()
            .collect(Collectors.toMap(i -> (String) attributes[2 * i], i -> attributes[2 * i + 1]));
    return new Event(
        id, type, System.currentTimeMillis(), customer, null, null, "web", null, named);
  }

  private static String other(int number) {
    return "c-other-" + number;
  }

  private static long minute(long time) {
    return time / Duration.ofMinutes(1).toMillis();
  }

  private static Set<String> customers(List<Written> signals) {
    return signals.stream()
        .map(Written::customer)
        .filter(customer -> !customer.equals(HOT))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private String shown(String savepoint, Installation installation) {
    try (Child show =
        Child.waymark(
            folder,
            "state",
            "show",
            "--savepoint",
            savepoint,
            "--customer",
            HOT,
            "--topic-prefix",
            installation.topics().prefix())) {
      assertThat(show.exitCode()).as(show.output()).isZero();
      return show.output();
    }
  }

  private static void report(
      List<Written> signals, int warm, int calm, SortedMap<String, Long> counts, int state)
      throws IOException {
    List<Long> before = new ArrayList<>();
    List<Long> during = new ArrayList<>();
    for (Written one : signals) {
      if (!one.customer().equals(HOT)) {
        int number = Integer.parseInt(one.customer().substring(other(0).length() - 1));
        if (number >= warm) {
          (number < calm ? before : during).add(one.millis() - WAIT_FOR_ORDER);
        }
      }
    }
    String lines =
        """
        Others, from event to signal, beyond the second in which older events may come:
          %s
          %s with one customer of %d times as many events
        %s; %d bytes of JSON are kept of that customer
        """
            .formatted(waits(before), waits(during), TIMES, counts, state);
    Files.writeString(Path.of("target", "hot-key.txt"), lines);
    System.out.print(lines);
  }

  private static String waits(List<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return "%d signals: %d ms (p50), %d ms (p99), %d ms (longest)"
        .formatted(
            sorted.length,
            sorted[sorted.length / 2],
            sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
            Arrays.stream(sorted).max().orElseThrow());
  }
}
