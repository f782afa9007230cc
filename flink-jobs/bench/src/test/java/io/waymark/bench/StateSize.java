package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.ShippedJava;
import io.waymark.bench.process.WorkFolder;
import io.waymark.bench.state.RestoreFigures;
import io.waymark.bench.state.StateFigures;
import io.waymark.bench.state.StateMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What many idle customers cost. */
@Command(
    name = "state",
    description =
        "Many idle customers with one open instance each: bytes on disk, checkpoints, restores.",
    mixinStandardHelpOptions = true)
final class StateSize implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(60);

  @Option(
      names = "--customers",
      defaultValue = "1000000",
      description = "Default: ${DEFAULT-VALUE}")
  private long customers;

  @Option(
      names = "--timers",
      split = ",",
      defaultValue = "ROCKSDB,HEAP",
      description = "Where timers are kept; ROCKSDB is shipped. Default: ${DEFAULT-VALUE}")
  private List<String> timers = List.of();

  @Option(
      names = "--restore",
      split = ",",
      defaultValue = "2,3",
      description =
          "Parallelisms to restore with; checkpoints are taken with 2. Default: ${DEFAULT-VALUE}")
  private List<Integer> parallelisms = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long events flow after a restore. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--java",
      split = " ",
      defaultValue = ShippedJava.OPTIONS,
      description = "JVM options of the job. Default: ${DEFAULT-VALUE}")
  private List<String> java = List.of();

  @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    List<StateFigures> states = new ArrayList<>();
    List<RestoreFigures> restores = new ArrayList<>();
    for (String kept : timers) {
      try (WorkFolder work = WorkFolder.create()) {
        StateFigures state = measure(StateFigures.class, work, "populate", kept, List.of());
        states.add(state);
        print(state);
        for (int parallelism : parallelisms) {
          RestoreFigures restore =
              measure(
                  RestoreFigures.class,
                  work,
                  "restore",
                  kept,
                  List.of(state.path(), Integer.toString(parallelism), Integer.toString(seconds)));
          restores.add(restore);
          print(restore);
        }
      }
    }
    new ObjectMapper()
        .writeValue(
            out.resolve("state.json").toFile(), Map.of("states", states, "restores", restores));
    return 0;
  }

  private <T> T measure(
      Class<T> figures, WorkFolder work, String what, String kept, List<String> more)
      throws IOException, InterruptedException {
    System.err.printf("%s of %,d customers, timers %s%n", what, customers, kept);
    Path own = Files.createTempDirectory(work.path(), what);
    Path result = own.resolve("result.json");
    List<String> args = new ArrayList<>();
    args.add(what);
    args.addAll(List.of(Long.toString(customers), kept, own.toString(), result.toString()));
    args.addAll(more);
    try (ChildJvm child =
        ChildJvm.start(
            StateMain.class, java, out.resolve("state-job.log"), args.toArray(String[]::new))) {
      child.await(result, PATIENCE);
    }
    return new ObjectMapper().readValue(result.toFile(), figures);
  }

  private static void print(StateFigures state) {
    System.out.printf(
        "%,d customers, timers %s: came in at %,.0f events a second%n",
        state.customers(), state.timers(), state.perSecond());
    System.out.printf(
        "  bytes a customer: %.0f on disk, %.0f compacted%n",
        state.onDiskPerCustomer(), state.compactedPerCustomer());
    state
        .onDisk()
        .forEach(
            (family, size) ->
                System.out.printf(
                    "    %-30s %,14d entries %8.1f on disk %8.1f compacted%n",
                    family,
                    size.entries(),
                    size.bytes() / (double) state.customers(),
                    state.compacted().get(family).bytes() / (double) state.customers()));
    print("full", state.full());
    print("nothing touched", state.untouched());
    print("1 % touched", state.fewTouched());
    print("10 % touched", state.manyTouched());
  }

  private static void print(String name, StateFigures.Checkpoint checkpoint) {
    System.out.printf(
        "  checkpoint, %-16s %,10.1f MB copied of %,10.1f MB in %,7d ms%n",
        name + ":",
        checkpoint.copiedBytes() / 1e6,
        checkpoint.stateBytes() / 1e6,
        checkpoint.millis());
  }

  private static void print(RestoreFigures restore) {
    System.out.printf(
        "  restored with parallelism %d: first event after %,d ms, then %,.0f events a second%n",
        restore.parallelism(), restore.firstEventMillis(), restore.perSecond());
  }
}
