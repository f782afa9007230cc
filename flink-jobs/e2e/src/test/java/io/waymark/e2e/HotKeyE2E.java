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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One customer sends a hundred times as much as all others together. How much longer those wait for
 * their signals is measured, second by second; {@code -Dwaymark.e2e.hot=PT1M} measures longer.
 */
@Timeout(900)
class HotKeyE2E {
  private static final Duration PHASE = Profile.duration("waymark.e2e.hot", Duration.ofSeconds(5));
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration UNTIL_SILENCE = Duration.ofSeconds(2);
  private static final int TIMES = 100;

  /** As the template of the job's configuration says. */
  private static final int COUNTED_PER_MINUTE = 1_000;

  private static final long WAIT_FOR_ORDER = 1_000;

  /** Of JSON: some times what was measured; all of its events would take more. */
  private static final int LARGEST_STATE = 32 << 10;

  private static final String HOT = "c-hot";
  private static final String HOT_BEFORE = HOT + "-before";

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
        long began = System.currentTimeMillis();
        // Whatever has never run before is slow, and so is what never had so much to do.
        feed(installation, TIMES, HOT_BEFORE, PHASE);
        int warm = others;
        feed(installation, 0, HOT, PHASE);
        int calm = others;
        feed(installation, TIMES, HOT, PHASE);
        int last = others;
        // Whoever comes last of all waits until silence moves time, and that is not measured here.
        feed(installation, 0, HOT, UNTIL_SILENCE);
        long minutes = minute(System.currentTimeMillis()) - minute(began) + 2;

        signals.await(
            "a signal of each of " + others,
            all -> customers(all).size() == others,
            cluster::output);
        JobMetrics metrics = new JobMetrics(cluster.web());
        metrics.awaitBalance(others + hot, Duration.ofSeconds(60), cluster::output);
        SortedMap<String, Long> counts = metrics.totals();
        assertThat(counts.get("limited"))
            .isGreaterThanOrEqualTo(hot - 2 * minutes * COUNTED_PER_MINUTE);
        assertThat(counts.get("limited") + counts.get("processed")).isEqualTo(others + hot);

        String state = shown(cluster.stopWithSavepoint(), installation);
        assertThat(state).contains("journeys").hasSizeLessThan(LARGEST_STATE);
        report(signals.all(), warm, calm, last, counts, state.length());
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
  private void feed(Installation installation, int times, String one, Duration length) {
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
        installation.send(0, codec.encode(event("h-" + hot++, "page_view", one, "path", "/")));
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
        .filter(customer -> !customer.startsWith(HOT))
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
      List<Written> signals,
      int warm,
      int calm,
      int last,
      SortedMap<String, Long> counts,
      int state)
      throws IOException {
    Waits first = new Waits();
    Waits before = new Waits();
    Waits during = new Waits();
    for (Written one : signals) {
      if (!one.customer().startsWith(HOT)) {
        int number = Integer.parseInt(one.customer().substring(other(0).length() - 1));
        Waits of = number < warm ? first : number < calm ? before : during;
        if (number < last) {
          of.add(number, one.millis() - WAIT_FOR_ORDER);
        }
      }
    }
    assertThat(List.of(first.count(), before.count(), during.count()))
        .as("measured of each phase")
        .isEqualTo(List.of(warm, calm - warm, last - calm));
    String lines =
        """
        Others, from event to signal, beyond the second in which older events may come:
          %s
          %s with one customer of %d times as many events
          %s the same, at first, when nothing had run yet
        p99 with that customer is %.1f times that without
        %s; %d bytes of JSON are kept of that customer
        """
            .formatted(
                before,
                during,
                TIMES,
                first,
                during.share(0.99) / (double) Math.max(1, before.share(0.99)),
                counts,
                state);
    Files.writeString(Path.of("target", "hot-key.txt"), lines);
    System.out.print(lines);
  }

  /** How long they took, by the number of their customer, of whom there is one each pause. */
  private static final class Waits {
    private final SortedMap<Integer, Long> millis = new TreeMap<>();

    void add(int number, long waited) {
      millis.put(number, waited);
    }

    int count() {
      return millis.size();
    }

    /** That which so large a share of them did not exceed. */
    long share(double share) {
      long[] sorted = millis.values().stream().mapToLong(Long::longValue).sorted().toArray();
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** The longest of each second. */
    private List<Long> bySecond() {
      long second = Duration.ofSeconds(1).dividedBy(PAUSE);
      SortedMap<Long, Long> longest = new TreeMap<>();
      millis.forEach(
          (number, waited) ->
              longest.merge((number - millis.firstKey()) / second, waited, Math::max));
      return List.copyOf(longest.values());
    }

    @Override
    public String toString() {
      return "%d signals: %d ms (p50), %d ms (p99), longest of each second %s ms"
          .formatted(millis.size(), share(0.5), share(0.99), bySecond());
    }
  }
}
