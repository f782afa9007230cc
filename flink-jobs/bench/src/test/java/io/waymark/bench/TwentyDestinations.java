package io.waymark.bench;

import io.waymark.app.delivery.HttpSenders;
import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.delivery.Senders;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.apache.flink.core.execution.JobClient;

/** Twenty destinations that are told of everything, and what nineteen of them get. */
final class TwentyDestinations {
  private static final int ALL = 20;

  /** Of what the others were told, from the decision to the answer, in milliseconds. */
  private static volatile Histogram latency = new SynchronizedHistogram(3);

  private TwentyDestinations() {}

  /**
   * What nineteen got.
   *
   * @param perSecond messages, of all nineteen
   * @param median milliseconds from the decision to the answer
   * @param p99 the same
   */
  record Pace(double perSecond, long median, long p99) {}

  /** What nineteen are to get, in messages a second; less is backpressure. */
  static double asked(double triggersPerSecond) {
    return triggersPerSecond * (ALL - 1);
  }

  /**
   * Runs for the given time, and before it a third of that, five seconds to a minute, to warm up.
   *
   * @param first the path of the first destination at the receiver: well, or {@link
   *     ReceiverMain#HANG}
   */
  static Pace run(Path work, int port, String first, double triggersPerSecond, int seconds)
      throws Exception {
    JobClient job =
        DeliveryLoad.start(work, triggersPerSecond, senders(port, first), TwentyDestinations::note);
    try {
      TimeUnit.SECONDS.sleep(Math.min(60, Math.max(5, seconds / 3)));
      Histogram measured = new SynchronizedHistogram(3);
      latency = measured;
      TimeUnit.SECONDS.sleep(seconds);
      latency = new SynchronizedHistogram(3);
      return new Pace(
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
    for (int i = 0; i < ALL; i++) {
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
