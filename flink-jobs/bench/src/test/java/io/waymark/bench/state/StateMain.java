package io.waymark.bench.state;

import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.Parent;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;

/**
 * One measurement in a process of its own: {@code populate CUSTOMERS TIMERS WORK RESULT} or {@code
 * restore CUSTOMERS TIMERS WORK RESULT PATH PARALLELISM SECONDS}. Writes its figures as JSON to the
 * file RESULT.
 */
public final class StateMain {
  static final int PARALLELISM = 2;

  private static final String TIMERS = "state.backend.rocksdb.timer-service.factory";

  private StateMain() {}

  public static void main(String[] args) throws Exception {
    Parent.endWithIt();
    Population population = new Population(Long.parseLong(args[1]));
    Path work = Path.of(args[3]);
    Object figures =
        args[0].equals("populate")
            ? populate(population, args[2], work)
            : restore(
                population,
                args[2],
                work,
                args[5],
                Integer.parseInt(args[6]),
                Integer.parseInt(args[7]));
    ChildJvm.write(figures, Path.of(args[4]));
    // Flink's threads may outlive the job.
    System.exit(0);
  }

  static StateFigures populate(Population population, String timers, Path work) throws Exception {
    try (RunningPopulation job =
        RunningPopulation.start(population, PARALLELISM, work, Map.of(TIMERS, timers))) {
      long start = System.nanoTime();
      Gate.INSTANCE.let(population.carts());
      job.await(population.carts());
      double seconds = (System.nanoTime() - start) / 1e9;
      job.awaitWritten(population.customers());
      CompletedCheckpointStats full = job.checkpoint(CheckpointType.FULL);
      Map<String, FamilySize> onDisk;
      Map<String, FamilySize> compacted;
      try (RocksFiles files = RocksFiles.of(work.resolve("state"), work.resolve("copies"))) {
        onDisk = files.sizes(false);
        compacted = files.sizes(true);
      }
      CompletedCheckpointStats untouched = job.checkpoint(CheckpointType.CONFIGURED);
      Gate.INSTANCE.let(population.fewBack() - population.carts());
      job.await(population.fewBack());
      CompletedCheckpointStats few = job.checkpoint(CheckpointType.CONFIGURED);
      Gate.INSTANCE.let(population.manyBack() - population.fewBack());
      job.await(population.manyBack());
      CompletedCheckpointStats many = job.checkpoint(CheckpointType.CONFIGURED);
      return new StateFigures(
          population.customers(),
          timers,
          population.carts() / seconds,
          onDisk,
          compacted,
          of(full),
          of(untouched),
          of(few),
          of(many),
          many.getExternalPath());
    }
  }

  private static StateFigures.Checkpoint of(CompletedCheckpointStats stats) {
    return new StateFigures.Checkpoint(
        stats.getStateSize(), stats.getCheckpointedSize(), stats.getEndToEndDuration());
  }

  private static RestoreFigures restore(
      Population population, String timers, Path work, String path, int parallelism, int seconds)
      throws Exception {
    Gate.INSTANCE.let(Long.MAX_VALUE);
    long start = System.nanoTime();
    try (RunningPopulation job =
        RunningPopulation.start(
            population,
            parallelism,
            work,
            Map.of(TIMERS, timers, "execution.state-recovery.path", path))) {
      job.await(population.manyBack() + 1);
      long first = System.nanoTime();
      long before = Population.eventsBy(Progress.time());
      Thread.sleep(seconds * 1_000L);
      long events = Population.eventsBy(Progress.time()) - before;
      return new RestoreFigures(
          population.customers(),
          timers,
          parallelism,
          (first - start) / 1_000_000,
          events * 1e9 / (System.nanoTime() - first));
    }
  }
}
