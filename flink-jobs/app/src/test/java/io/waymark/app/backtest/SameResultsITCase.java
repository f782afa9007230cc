package io.waymark.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.simulate.Disorder;
import io.waymark.app.simulate.GeneratedLog;
import io.waymark.domain.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same events give the same signals, however they come and however the work is shared. */
class SameResultsITCase {
  private static final int SIZE = Integer.getInteger("waymark.e2e.events", 20_000);
  private static final int FULL_SIZE = 200_000;
  private static final int BOUND_MS = 1_000;
  private static final Duration AFTERWARDS = Duration.ofDays(40);

  @TempDir static Path reference;
  private static final List<Event> LOG = new ArrayList<>();
  private static Rerun inOrder;

  @TempDir private Path dir;

  @BeforeAll
  static void backtestInOrder() throws Exception {
    new GeneratedLog(SIZE / 50, SIZE, 7, 0.3).write(LOG::add, label -> {});
    // So much later that every deadline has come.
    long end = LOG.get(SIZE - 1).time() + AFTERWARDS.toMillis();
    LOG.add(new Event("end", "heartbeat", end, "end", null, null, null, null, Map.of()));
    inOrder =
        Rerun.of(reference.resolve("out"), 2, Rerun.write(reference.resolve("log.jsonl"), LOG));
    assertThat(inOrder.signals()).hasSizeGreaterThan(SIZE / 40);
  }

  /** Each parallelism with an order of its own; at the full size each with each. */
  static Stream<Arguments> runs() {
    return Stream.of(1, 2, 4)
        .flatMap(
            parallelism ->
                Stream.of(1, 2, 4)
                    .filter(order -> SIZE >= FULL_SIZE || order.equals(parallelism))
                    .map(order -> Arguments.of(parallelism, order)));
  }

  @ParameterizedTest(name = "parallelism {0}, arrival order {1}")
  @MethodSource("runs")
  void atEveryParallelismAndInEveryOrderWithinTheBound(int parallelism, int order)
      throws Exception {
    List<Event> arrivals = new Disorder(BOUND_MS, 0.05, order).arrivals(LOG);
    assertThat(arrivals.equals(LOG)).isFalse();
    Path out = dir.resolve("out");
    Rerun rerun = Rerun.of(out, parallelism, Rerun.write(dir.resolve("log.jsonl"), arrivals));

    assertThat(rerun.signals()).isEqualTo(inOrder.signals());
    assertThat(rerun.said())
        .contains(
            "= %,d processed + %,d duplicate".formatted(LOG.size(), arrivals.size() - LOG.size()))
        .doesNotContain("bound");
    assertThat(Files.readAllLines(out.resolve("triggers.jsonl")))
        .isEqualTo(Files.readAllLines(reference.resolve("out").resolve("triggers.jsonl")));
  }

  @Test
  void inAnyOrderAtAllOnceSorted() throws Exception {
    List<Event> shuffled = new ArrayList<>(LOG);
    Collections.shuffle(shuffled, new Random(1));
    int cut = SIZE * 5 / 8;
    Path first = Rerun.write(dir.resolve("first.jsonl"), shuffled.subList(0, cut));
    Path second = Rerun.write(dir.resolve("second.jsonl"), shuffled.subList(cut, LOG.size()));

    Rerun asItIs = Rerun.of(dir.resolve("shuffled"), 2, first, second);
    assertThat(asItIs.said()).contains("later than the bound of 1000 ms allows", "--sort");

    Rerun sorted = Rerun.of(dir.resolve("sorted"), 2, true, first, second);
    assertThat(sorted.signals()).isEqualTo(inOrder.signals());
    assertThat(sorted.said()).doesNotContain("bound");
  }
}
