package io.waymark.bench;

import io.waymark.bench.TwentyDestinations.Pace;
import io.waymark.bench.process.WorkFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a destination that hangs costs the others: the same load with and without it, in turn. */
@Command(
    name = "hanging",
    description =
        "DeliveryJob's topology with twenty destinations over HTTP, all well or one of them hanging: what the others get.",
    mixinStandardHelpOptions = true)
final class HangingDestination implements Callable<Integer> {
  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Of each arm. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description =
          "Triggers a second; each goes to all twenty destinations. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Of both arms; the first warms up. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    try (WorkFolder work = WorkFolder.create()) {
      try (RunningReceiver receiver = RunningReceiver.start(work.path())) {
        int port = receiver.port();
        System.out.printf(
            "asked for: %,.0f/s by nineteen destinations; less would be backpressure%n",
            TwentyDestinations.asked(rate));
        for (int round = 1; round <= rounds; round++) {
          Pace well = TwentyDestinations.run(work.path(), port, "/", rate, seconds);
          Pace hanging =
              TwentyDestinations.run(work.path(), port, ReceiverMain.HANG, rate, seconds);
          System.out.printf(
              "round %d: all well %,.0f/s, p50 %d ms, p99 %d ms; one hangs %,.0f/s, p50 %d ms, p99 %d ms; throughput x %.3f,"
                  + " p99 x %.2f%n",
              round,
              well.perSecond(),
              well.median(),
              well.p99(),
              hanging.perSecond(),
              hanging.median(),
              hanging.p99(),
              hanging.perSecond() / well.perSecond(),
              (double) hanging.p99() / Math.max(1, well.p99()));
        }
      }
    }
    return 0;
  }
}
