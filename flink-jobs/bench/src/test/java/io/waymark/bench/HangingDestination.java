package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.delivery.HttpSenders;
import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.WorkFolder;
import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.delivery.Senders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.apache.flink.core.execution.JobClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a destination that hangs costs the others: the same load with and without it, in turn. */
@Command(
    name = "hanging",
    description =
        "DeliveryJob's topology with twenty destinations over HTTP, all well or one of them hanging: what the others get.",
    mixinStandardHelpOptions = true)
final class HangingDestination implements Callable<Integer> {
  private static final int DESTINATIONS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Of what the others were told, from the decision to the answer, in milliseconds. */
  private static volatile Histogram latency = new SynchronizedHistogram(3);

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

  private record Arm(double perSecond, long median, long p99) {}

  @Override
  public Integer call() throws Exception {
    try (WorkFolder work = WorkFolder.create()) {
      Path ready = work.path().resolve("ready.json");
      try (ChildJvm receiver =
          ChildJvm.start(
              ReceiverMain.class,
              List.of("-Xmx256m"),
              work.path().resolve("receiver.log"),
              ready.toString())) {
        receiver.await(ready, PATIENCE);
        int port = new ObjectMapper().readValue(ready.toFile(), Integer.class);
        System.out.printf(
            "asked for: %,d/s by nineteen destinations; less would be backpressure%n",
            rate * (DESTINATIONS - 1));
        for (int round = 1; round <= rounds; round++) {
          Arm well = run(work.path(), port, "/");
          Arm hanging = run(work.path(), port, ReceiverMain.HANG);
          System.out.printf(
              "round %d: all well %,.0f/s, p50 %d ms, p99 %d ms; one hangs %,.0f/s, p50 %d ms, p99 %d ms; throughput x %.3f,"
                  + " p99 x %.2f%n",
              round,
              well.perSecond,
              well.median,
              well.p99,
              hanging.perSecond,
              hanging.median,
              hanging.p99,
              hanging.perSecond / well.perSecond,
              (double) hanging.p99 / Math.max(1, well.p99));
        }
      }
    }
    return 0;
  }

  private Arm run(Path work, int port, String first) throws Exception {
    JobClient job = DeliveryLoad.start(work, rate, senders(port, first), HangingDestination::note);
    try {
      // What is slow only at the start is not asked about.
      TimeUnit.SECONDS.sleep(Math.max(5, seconds / 3));
      Histogram measured = new SynchronizedHistogram(3);
      latency = measured;
      TimeUnit.SECONDS.sleep(seconds);
      latency = new SynchronizedHistogram(3);
      return new Arm(
          (double) measured.getTotalCount() / seconds,
          measured.getValueAtPercentile(50),
          measured.getValueAtPercentile(99));
    } finally {
      job.cancel().get();
    }
  }

  private static void note(Attempt attempt) {
    if (attempt.status() == Attempt.Status.DELIVERED && !attempt.destination().equals("d0")) {
      latency.recordValue(Math.max(0, attempt.at() - attempt.dispatch().message().createdAt()));
    }
  }

  private static Senders senders(int port, String first) throws Exception {
    StringBuilder yaml = new StringBuilder("destinations:\n");
    for (int i = 0; i < DESTINATIONS; i++) {
      yaml.append(
          """
            - name: d%d
              kind: http
              url: http://localhost:%d%s
              ports: [%d]
              allow_private: ["127.0.0.0/8", "::1/128"]
          """
              .formatted(i, port, i == 0 ? first : "/", port));
    }
    return new HttpSenders("bench", yaml.toString());
  }
}
