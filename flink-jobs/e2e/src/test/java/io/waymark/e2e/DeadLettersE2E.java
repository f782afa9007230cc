package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DeadLettersE2E {
  private static final int A_FEW = 40;

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir Path folder;

  @Test
  void whileDeadLettersAreRefusedTheJobFailsLoudlyAndDropsNone() {
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      installation.pushRules();
      send(installation, 0, A_FEW);
      try (Child job = installation.run(Job.JOURNEY, 2);
          Topic<String> signals =
              new Topic<>(
                  installation,
                  installation.topics().signals(),
                  value -> new SignalCodec().decode(value).customerId());
          Topic<String> dead =
              new Topic<>(
                  installation,
                  installation.topics().deadLetters(),
                  value -> place(new DeadLetterCodec().decode(value)))) {
        JobMetrics metrics = JobMetrics.of(job);
        dead.awaitAll(places(A_FEW), job::output);
        signals.awaitAll(customers(A_FEW), job::output);
        assertThat(metrics.failures()).isZero();

        largestDeadLetter(installation, 1);
        // Alone, since the producer halves a batch of several over and over before it gives up.
        send(installation, A_FEW, A_FEW + 1);
        Await.until(
            "a job that has failed more than once",
            Duration.ofSeconds(60),
            () -> metrics.failures() > 1,
            job::output);
        send(installation, A_FEW + 1, 3 * A_FEW);
        assertThat(new HashSet<>(dead.toEnd())).isEqualTo(places(A_FEW));

        largestDeadLetter(installation, Topics.LARGEST_DEAD_LETTER);
        dead.awaitAll(places(3 * A_FEW), job::output);
        signals.awaitAll(customers(3 * A_FEW), job::output);
        metrics.awaitBalance(6 * A_FEW, Duration.ofSeconds(60), job::output);
        assertThat(metrics.totals())
            .containsEntry("dead", 3L * A_FEW)
            .containsEntry("processed", 3L * A_FEW);
        assertThat(new HashSet<>(dead.toEnd())).isEqualTo(places(3 * A_FEW));
        assertThat(new HashSet<>(signals.toEnd())).isEqualTo(customers(3 * A_FEW));
      }
    }
  }

  /** Of each number an unhappy customer and, before that, a record that is none. */
  private void send(Installation installation, int from, int to) {
    for (int i = from; i < to; i++) {
      installation.send(
          i % Load.PARTITIONS, ("{\"event_id\":\"e" + i).getBytes(StandardCharsets.UTF_8));
      installation.send(
          i % Load.PARTITIONS,
          codec.encode(
              new Event(
                  "e-" + i,
                  "survey_response",
                  System.currentTimeMillis(),
                  "c-" + i,
                  null,
                  null,
                  "web",
                  null,
                  Map.of("metric", "nps", "score", 2L))));
    }
    installation.await(null);
  }

  private static String place(DeadLetter letter) {
    return letter.partition() + "/" + letter.offset();
  }

  private static Set<String> places(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i % Load.PARTITIONS + "/" + i / Load.PARTITIONS * 2)
        .collect(Collectors.toSet());
  }

  private static Set<String> customers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c-" + i).collect(Collectors.toSet());
  }

  /** The broker takes no larger ones from now on. */
  private static void largestDeadLetter(Installation installation, int bytes) {
    installation.set(
        installation.topics().deadLetters(), "max.message.bytes", Integer.toString(bytes));
  }
}
