package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.SignalCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many records that are broken as that are sound, in turns: the job is never started again, each
 * broken one is a dead letter with its bytes and its reason, and what is found in the others is
 * what the backtest finds. {@code -Dwaymark.e2e.fuzz=1000000} is the long profile.
 */
@Timeout(3600)
class FuzzE2E {
  private static final int RECORDS = Integer.getInteger("waymark.e2e.fuzz", 20_000);
  private static final long SEED = Long.getLong("waymark.seed", 20261122L);
  private static final int LARGE = 2;
  private static final int LARGE_BYTES = 10 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(120 + RECORDS / 500);

  private final InteractionCodec codec = new InteractionCodec();
  private final Fuzz fuzz = new Fuzz(SEED);
  private final Map<Place, Hashed> broken = new HashMap<>();
  private final Set<String> customers = new HashSet<>();
  private final long[] offsets = new long[Load.PARTITIONS];
  @TempDir Path folder;

  /** Where a record is in the topic. */
  private record Place(int partition, long offset) {}

  /**
   * What has to be told of a broken one.
   *
   * @param reason null if it need not be told
   */
  private record Hashed(int bytes, @Nullable RejectReason reason) {
    static Hashed of(Fuzz.Bad bad) {
      return new Hashed(Arrays.hashCode(bad.value()), bad.reason());
    }
  }

  /** What is told of one. */
  private record Letter(Place place, int bytes, RejectReason reason) {
    static Letter of(DeadLetter letter) {
      return new Letter(
          new Place(letter.partition(), letter.offset()),
          Arrays.hashCode(letter.value()),
          letter.reason());
    }

    /** Whether that is what has to be told. */
    boolean tellsOf(Hashed bad) {
      return bytes == bad.bytes() && (bad.reason() == null || reason == bad.reason());
    }
  }

  /** A signal by its id and status, and whose it is. */
  private record Found(String signal, String customer) {}

  @Test
  void theSoundHalfOfAllRecordsIsNoneTheWorseForTheBrokenHalf() throws IOException {
    System.out.println("fuzzed with -Dwaymark.seed=" + SEED);
    Rounds rounds = Rounds.of(RECORDS / 2, 12);
    Set<String> expected = rounds.expected(folder);
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      installation.set(
          installation.topics().interactions(),
          "max.message.bytes",
          Integer.toString(Topics.LARGEST_DEAD_LETTER));
      installation.pushRules();
      send(installation, rounds);
      long sent = Arrays.stream(offsets).sum();
      long began = System.nanoTime();
      try (Child job = installation.run(Job.JOURNEY, 2)) {
        JobMetrics metrics = JobMetrics.of(job);
        metrics.awaitBalanceOfLoad(sent, LONGEST, job::output);
        double seconds = (System.nanoTime() - began) / 1e9;
        installation.awaitCheckpoints(2, job::output);

        assertThat(metrics.failures()).as("starts after the first").isZero();
        List<Letter> letters = letters(installation);
        assertThat(metrics.totals()).containsEntry("dead", (long) letters.size());
        assertEachIsTold(letters);
        assertAllIsFound(installation, expected);
        report(letters, sent, seconds, expected.size());
      }
    }
  }

  private void send(Installation installation, Rounds rounds) {
    Random random = new Random(SEED);
    for (int i = 0; i < LARGE; i++) {
      send(installation, 0, new Fuzz.Bad(new byte[LARGE_BYTES + i], RejectReason.OVERSIZE));
    }
    for (int row = 0; row < rounds.rows(); row++) {
      for (int partition = 0; partition < Load.PARTITIONS; partition++) {
        Event event = rounds.at(partition, row);
        if (event != null && row == rounds.rows() - 1) {
          send(installation, partition, event);
        } else if (event != null) {
          boolean before = random.nextBoolean();
          if (before) {
            send(installation, partition, fuzz.next(event.time()));
          }
          send(installation, partition, event);
          if (!before) {
            send(installation, partition, fuzz.next(event.time()));
          }
        }
      }
    }
    installation.await(null);
  }

  private void send(Installation installation, int partition, Event event) {
    installation.send(partition, codec.encode(event));
    offsets[partition]++;
    customers.add(event.customer());
  }

  private void send(Installation installation, int partition, Fuzz.Bad bad) {
    installation.send(partition, bad.value());
    broken.put(new Place(partition, offsets[partition]++), Hashed.of(bad));
  }

  private static List<Letter> letters(Installation installation) {
    DeadLetterCodec codec = new DeadLetterCodec();
    try (Topic<Letter> dead =
        new Topic<>(
            installation,
            installation.topics().deadLetters(),
            value -> Letter.of(codec.decode(value)))) {
      return dead.toEnd();
    }
  }

  /** Each one that has to be, once and as it was; of those that may be sound the rest. */
  private void assertEachIsTold(List<Letter> letters) {
    Map<Place, Letter> told =
        letters.stream().collect(Collectors.toMap(Letter::place, Function.identity()));
    List<String> wrong = new ArrayList<>();
    broken.forEach(
        (place, bad) -> {
          Letter letter = told.remove(place);
          if (letter == null ? bad.reason() != null : !letter.tellsOf(bad)) {
            wrong.add(place + ": " + letter + " and not " + bad);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(told).as("dead letters of sound records").isEmpty();
  }

  /** What is found in records that are sound by chance is of nobody who matters. */
  private void assertAllIsFound(Installation installation, Set<String> expected) {
    SignalCodec signals = new SignalCodec();
    try (Topic<Found> topic =
        new Topic<>(
            installation,
            installation.topics().signals(),
            value -> {
              var signal = signals.decode(value);
              return new Found(Topic.name(signal), signal.customerId());
            })) {
      Set<String> found =
          topic.toEnd().stream()
              .filter(one -> customers.contains(one.customer()))
              .map(Found::signal)
              .collect(Collectors.toSet());
      assertThat(found).isEqualTo(expected);
    }
  }

  private static void report(List<Letter> letters, long sent, double seconds, int found)
      throws IOException {
    Map<RejectReason, Long> reasons =
        letters.stream()
            .collect(Collectors.groupingBy(Letter::reason, TreeMap::new, Collectors.counting()));
    String lines =
        "%d records in %.0f s from the job's start, seed %d: %d dead letters %s, %d signals%n"
            .formatted(sent, seconds, SEED, letters.size(), reasons, found);
    Files.writeString(Path.of("target", "fuzz.txt"), lines);
    System.out.print(lines);
  }
}
