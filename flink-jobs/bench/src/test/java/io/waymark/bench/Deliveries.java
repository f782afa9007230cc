package io.waymark.bench;

import io.waymark.app.delivery.HttpSenders;
import io.waymark.bench.process.WorkFolder;
import io.waymark.domain.delivery.Message;
import io.waymark.pipeline.delivery.Sender;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it takes to send signed webhooks to a receiver that answers at once. */
@Command(
    name = "deliveries",
    description =
        "Signed webhooks a second and a core, to a fast receiver in a process of its own.",
    mixinStandardHelpOptions = true)
final class Deliveries implements Callable<Integer> {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Of each of the rounds. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "4",
      description = "The first ones warm up. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--concurrency",
      defaultValue = "64",
      description = "Requests under way at a time. Default: ${DEFAULT-VALUE}")
  private int concurrency;

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  @Override
  public Integer call() throws Exception {
    try (WorkFolder work = WorkFolder.create()) {
      Path secret = Files.writeString(work.path().resolve("secret"), SECRET);
      try (RunningReceiver receiver = RunningReceiver.start(work.path())) {
        int port = receiver.port();
        try (Sender sender =
            new HttpSenders("bench", "destinations:\n" + receiver("receiver", port, secret))
                .open()) {
          for (int round = 1; round <= rounds; round++) {
            measure(sender, round);
          }
        }
      }
    }
    return 0;
  }

  /** A signed destination's entry in the YAML. */
  static String receiver(String name, int port, Path secret) {
    return """
          - name: %s
            kind: standard-webhook
            url: http://localhost:%d/
            secret: "file:%s"
            ports: [%d]
            allow_private: ["127.0.0.0/8", "::1/128"]
        """
        .formatted(name, port, secret, port);
  }

  private void measure(Sender sender, int round) throws InterruptedException {
    sent.set(0);
    failed.set(0);
    Semaphore free = new Semaphore(concurrency);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    for (long i = 0; System.nanoTime() < end; i++) {
      free.acquire();
      sender
          .send("receiver", message(i))
          .whenComplete(
              (reply, bug) -> {
                (bug == null && reply.isDelivered() ? sent : failed).incrementAndGet();
                free.release();
              });
    }
    free.acquire(concurrency);
    double wall = (System.nanoTime() - start) / 1e9;
    double cores = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        "round %d: %,.0f webhooks/s, %,.0f per CPU second of the sender (%.2f cores), %d failed%n",
        round, sent.get() / wall, sent.get() / cores, cores / wall, failed.get());
  }

  private static Message message(long number) {
    return new Message(
        "m-" + number,
        "trigger.issued",
        "c-" + number,
        System.currentTimeMillis(),
        Long.MAX_VALUE,
        """
        {"trigger_id":"3f2a9c0e7d1b4a5f8c6e2d9b0a1f4e7%d","status":"issued",\
        "signal_id":"9b0a1f4e7c3f2a9c0e7d1b4a5f8c6e2d","rule_id":"checkout-abandoned",\
        "rule_version":3,"customer_id":"c-%d","instance":{"cart_id":"k1"},\
        "action":"resume-checkout","channel":"email","purpose":"marketing","priority":50,\
        "severity":"medium","occurred_at":"2026-03-01T09:59:58.000Z",\
        "decided_at":"2026-03-01T10:00:00.000Z","expires_at":"2026-03-02T10:00:00.000Z",\
        "experiment":"checkout-abandoned","arm":"treatment","touchpoint":"/checkout",\
        "stage":"purchase","evidence":[{"event_id":"e-1","event_type":"begin_checkout",\
        "event_time":"2026-03-01T09:29:58.000Z","touchpoint":"/checkout"}],\
        "journey":{"stage":"purchase","effort":2.5,"emotion":-0.2,"frustration":0.4}}"""
            .formatted(number, number));
  }

  static long cpuNanos() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }
}
