package io.waymark.bench.latency;

import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.bench.log.Patterns;
import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.ShippedConfig;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.catalogue.RuleDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.HdrHistogram.Histogram;
import org.apache.flink.util.TimeUtils;

/**
 * One run: topics of its own, the sixteen rules, JourneyJob in a process of its own, a producer at
 * a steady pace and a reader of signals.
 *
 * @param rate events a second
 * @param delivery of signals, as the configuration names it
 * @param settings values that differ from the shipped ones
 * @param warmUp seconds that are not measured
 * @param seconds that are measured
 */
public record LatencyRun(
    int rate,
    String delivery,
    Duration checkpoints,
    Map<String, String> settings,
    int warmUp,
    int seconds,
    long seed) {
  private static final int RULES = 16;
  private static final String EXACTLY_ONCE = "exactly-once";
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final String OUT_OF_ORDERNESS = "waymark.out-of-orderness";

  /**
   * Runs it.
   *
   * @param work a folder of its own
   * @param java options of the job's JVM
   */
  public LatencyResult run(String servers, Path work, List<String> java, Path output)
      throws Exception {
    Topics topics = new Topics(work.getFileName() + ".");
    publish(servers, topics);
    Path config = ShippedConfig.write(work.resolve("journey.yaml"), config(servers, topics, work));
    try (ChildJvm job =
            ChildJvm.start(JourneyProcess.class, java, output, "--config", config.toString());
        SignalWatch watch = SignalWatch.start(servers, topics.signals())) {
      long start = System.currentTimeMillis();
      long from = start + warmUp * 1_000L;
      long to = from + seconds * 1_000L;
      // The pace holds until the last measured signal has had its time to become visible.
      long end = to + after().toMillis();
      Appends appends = new Appends(Math.toIntExact((end - start) / 1_000 * (rate + 1_000L)));
      PacedProducer producer =
          new PacedProducer(
              servers, topics.interactions(), new LiveLog(seed, rate, start), appends);
      Histogram delays = LatencyResult.histogram();
      producer.run(from, to, end, delays);
      job.mustRun();
      double cpu = job.cpu().toMillis() / (double) (System.currentTimeMillis() - start);
      List<Sighting> sightings = watch.end();
      return result(
          LatencyResult.keptUp(sightings, producer.measuredTo()),
          cpu,
          LatencyResult.latencies(
              sightings, appends, producer.measuredFrom(), producer.measuredTo()),
          delays);
    }
  }

  /** How long a signal may take to become visible. */
  private Duration after() {
    return delivery.equals(EXACTLY_ONCE) ? AFTER.plus(checkpoints.multipliedBy(2)) : AFTER;
  }

  /** How long it takes in all. */
  public Duration length() {
    return Duration.ofSeconds(warmUp + seconds).plus(after());
  }

  private LatencyResult result(boolean keptUp, double cpu, Histogram latencies, Histogram delays) {
    long bound = TimeUtils.parseDuration(settings.getOrDefault(OUT_OF_ORDERNESS, "1s")).toMillis();
    return new LatencyResult(
        rate,
        delivery,
        checkpoints.toMillis(),
        settings,
        bound,
        keptUp,
        delays.getTotalCount() / (double) seconds,
        cpu,
        LatencyResult.Percentiles.of(delays, 0),
        LatencyResult.Percentiles.of(latencies, 0),
        LatencyResult.Percentiles.of(latencies, bound));
  }

  private Map<String, String> config(String servers, Topics topics, Path work) {
    Map<String, String> config = ShippedConfig.local(work);
    config.put("waymark.bootstrap-servers", servers);
    config.put("waymark.topic-prefix", topics.prefix());
    config.put("waymark.signals.delivery", delivery);
    config.put("execution.checkpointing.interval", checkpoints.toMillis() + "ms");
    // The shipped pause of 5 s would make checkpoints each second impossible.
    config.put(
        "execution.checkpointing.min-pause", Math.min(5_000, checkpoints.toMillis() / 2) + "ms");
    config.putAll(settings);
    return config;
  }

  private static void publish(String servers, Topics topics) {
    Properties client = new Properties();
    client.put("bootstrap.servers", servers);
    try (TopicAdmin admin = TopicAdmin.connect(client)) {
      admin.ensure(topics.all());
    }
    Map<String, String> documents = new LinkedHashMap<>();
    for (CatalogueRule rule : CatalogueLoader.load("bench", Patterns.rules(RULES)).entries()) {
      documents.put(rule.id(), RuleDocument.of(rule).text());
    }
    new RulesTopic(client, topics.rules(), InstantSource.system())
        .push(documents, (id, text, millis) -> text);
  }
}
