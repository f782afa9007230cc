package io.waymark.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.simulate.Disorder;
import io.waymark.app.simulate.GeneratedLog;
import io.waymark.domain.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same events give the same signals, however they come and however the work is shared. */
class SameResultsITCase {
  private static final int BOUND_MS = 1_000;

  @TempDir private Path dir;
  private final List<Event> log = new ArrayList<>();
  private Rerun inOrder;

  @BeforeEach
  void backtestInOrder() throws Exception {
    new GeneratedLog(400, 20_000, 7, 0.3).write(log::add, label -> {});
    inOrder = Rerun.of(dir.resolve("in-order"), 2, Rerun.write(dir.resolve("log.jsonl"), log));
    assertThat(inOrder.signals()).hasSizeGreaterThan(500);
  }

  @Test
  void atEveryParallelismAndInEveryOrderWithinTheBound() throws Exception {
    int seed = 0;
    for (int parallelism : new int[] {1, 2, 4}) {
      seed++;
      List<Event> arrivals = new Disorder(BOUND_MS, 0.05, seed).arrivals(log);
      assertThat(arrivals).isNotEqualTo(log);
      Path out = dir.resolve("order-" + seed);
      Rerun rerun = Rerun.of(out, parallelism, Rerun.write(dir.resolve(seed + ".jsonl"), arrivals));

      assertThat(rerun.signals()).isEqualTo(inOrder.signals());
      assertThat(rerun.said())
          .contains("= 20,000 processed + %,d duplicate".formatted(arrivals.size() - log.size()))
          .doesNotContain("bound");
      assertThat(Files.readAllLines(out.resolve("triggers.jsonl")))
          .isEqualTo(Files.readAllLines(dir.resolve("in-order").resolve("triggers.jsonl")));
    }
  }

  @Test
  void inAnyOrderAtAllOnceSorted() throws Exception {
    List<Event> shuffled = new ArrayList<>(log);
    Collections.shuffle(shuffled, new Random(1));
    Path first = Rerun.write(dir.resolve("first.jsonl"), shuffled.subList(0, 12_345));
    Path second = Rerun.write(dir.resolve("second.jsonl"), shuffled.subList(12_345, 20_000));

    Rerun asItIs = Rerun.of(dir.resolve("shuffled"), 2, first, second);
    assertThat(asItIs.said()).contains("later than the bound of 1000 ms allows", "--sort");

    Rerun sorted = Rerun.of(dir.resolve("sorted"), 2, true, first, second);
    assertThat(sorted.signals()).isEqualTo(inOrder.signals());
    assertThat(sorted.said()).doesNotContain("bound");
  }
}
