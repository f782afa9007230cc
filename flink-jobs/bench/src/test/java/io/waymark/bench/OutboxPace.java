package io.waymark.bench;

import io.waymark.app.delivery.HttpSenders;
import io.waymark.bench.process.WorkFolder;
import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.delivery.Senders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.core.execution.JobClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a signed webhook costs with all that keeps it from being lost. */
@Command(
    name = "outbox",
    description =
        "Signed webhooks a second and a core through DeliveryJob's topology, to a fast receiver in a process of its own.",
    mixinStandardHelpOptions = true)
final class OutboxPace implements Callable<Integer> {
  private static final int DESTINATIONS = 4;

  /** Of what has arrived; the job runs in this process. */
  private static final LongAdder DELIVERED = new LongAdder();

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description =
          "Webhooks a second, over four destinations; what does not come through waits in the outbox. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Of each of the rounds. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "4",
      description = "The first ones warm up. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    try (WorkFolder work = WorkFolder.create()) {
      Path secret = Files.writeString(work.path().resolve("secret"), Deliveries.SECRET);
      try (RunningReceiver receiver = RunningReceiver.start(work.path())) {
        int port = receiver.port();
        JobClient job =
            DeliveryLoad.start(
                work.path(), (double) rate / DESTINATIONS, senders(port, secret), OutboxPace::note);
        try {
          for (int round = 1; round <= rounds; round++) {
            measure(round);
          }
        } finally {
          job.cancel().get();
        }
      }
    }
    return 0;
  }

  private void measure(int round) throws InterruptedException {
    DELIVERED.reset();
    long cpu = Deliveries.cpuNanos();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    long delivered = DELIVERED.sum();
    double wall = (System.nanoTime() - start) / 1e9;
    double cores = (Deliveries.cpuNanos() - cpu) / 1e9;
    System.out.printf(
        "round %d: %,.0f of %,d webhooks/s, %,.0f per CPU second of the job (%.2f cores)%n",
        round, delivered / wall, rate, delivered / cores, cores / wall);
  }

  private static void note(Attempt attempt) {
    if (attempt.status() == Attempt.Status.DELIVERED) {
      DELIVERED.increment();
    }
  }

  private static Senders senders(int port, Path secret) throws Exception {
    StringBuilder yaml = new StringBuilder("destinations:\n");
    for (int i = 0; i < DESTINATIONS; i++) {
      yaml.append(Deliveries.receiver("d" + i, port, secret));
    }
    return new HttpSenders("bench", yaml.toString());
  }
}
