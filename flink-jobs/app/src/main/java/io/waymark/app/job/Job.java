package io.waymark.app.job;

import static io.waymark.app.job.WaymarkOptions.BOOTSTRAP_SERVERS;
import static io.waymark.app.job.WaymarkOptions.CLOCK_SKEW;
import static io.waymark.app.job.WaymarkOptions.OUT_OF_ORDERNESS;
import static io.waymark.app.job.WaymarkOptions.TOPIC_PREFIX;

import io.waymark.app.kafka.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs there are. */
public enum Job {
  /** Interactions to signals and facts. */
  JOURNEY(
      JourneyJob::compose,
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          OUT_OF_ORDERNESS,
          CLOCK_SKEW,
          WaymarkOptions.FUTURE_CLAMP_AFTER,
          WaymarkOptions.FUTURE_DEAD_AFTER,
          WaymarkOptions.JOURNEY_TTL,
          WaymarkOptions.JOURNEYS_INTERVAL,
          WaymarkOptions.ERASURE_SALT_FILE,
          WaymarkOptions.ERASURE_REMEMBERED,
          WaymarkOptions.SCREENING,
          WaymarkOptions.EVENTS_PER_MINUTE,
          WaymarkOptions.CUSTOMERS_PER_DEVICE,
          WaymarkOptions.DEVICES_PER_CUSTOMER,
          WaymarkOptions.DEVICE_WINDOW,
          WaymarkOptions.DEVICE_CHANGES,
          WaymarkOptions.BLOCKED_IDS,
          WaymarkOptions.MAX_RECORD_SIZE,
          WaymarkOptions.REGISTRY_URL,
          WaymarkOptions.REGISTRY_CREDENTIALS_FILE,
          WaymarkOptions.REGISTRY_TIMEOUT,
          WaymarkOptions.SIGNALS_DELIVERY)),

  /** Signals and facts to triggers. */
  INTERVENTION(
      InterventionJob::compose,
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          OUT_OF_ORDERNESS,
          CLOCK_SKEW,
          WaymarkOptions.CONTACT_POLICY,
          WaymarkOptions.ERASURE_SALT_FILE,
          WaymarkOptions.ERASURE_REMEMBERED,
          WaymarkOptions.TRIGGERS_DELIVERY)),

  /** Interactions to the figures of touchpoints, and signals to alerts. */
  PULSE(
      PulseJob::compose,
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          OUT_OF_ORDERNESS,
          CLOCK_SKEW,
          WaymarkOptions.FUTURE_CLAMP_AFTER,
          WaymarkOptions.FUTURE_DEAD_AFTER,
          WaymarkOptions.JOURNEY_TTL,
          WaymarkOptions.ANOMALIES,
          WaymarkOptions.ANOMALIES_HISTORY,
          WaymarkOptions.SERVICE_LEVEL_WITHIN,
          WaymarkOptions.SERVICE_LEVEL_SHORT,
          WaymarkOptions.SERVICE_LEVEL_GENESYS,
          WaymarkOptions.SCREENING,
          WaymarkOptions.BLOCKED_IDS,
          WaymarkOptions.MAX_RECORD_SIZE,
          WaymarkOptions.REGISTRY_URL,
          WaymarkOptions.REGISTRY_CREDENTIALS_FILE,
          WaymarkOptions.REGISTRY_TIMEOUT,
          WaymarkOptions.ERASURE_SALT_FILE,
          WaymarkOptions.ERASURE_REMEMBERED)),

  /** Triggers and alerts to those who act on them. */
  DELIVERY(
      DeliveryJob::compose,
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          WaymarkOptions.DESTINATIONS,
          WaymarkOptions.ERASURE_SALT_FILE,
          WaymarkOptions.ERASURE_REMEMBERED));

  private final BiConsumer<StreamExecutionEnvironment, JobSettings> composition;
  private final List<ConfigOption<?>> options;

  Job(
      BiConsumer<StreamExecutionEnvironment, JobSettings> composition,
      List<ConfigOption<?>> options) {
    this.composition = composition;
    this.options = options;
  }

  /** The job with this name, if there is one. */
  public static Optional<Job> named(String title) {
    return Arrays.stream(values()).filter(job -> job.title().equals(title)).findFirst();
  }

  /** How people call it: on the command line and in Flink. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The options of ours that it reads. */
  public List<ConfigOption<?>> options() {
    return options;
  }

  /** Whether it reads events, so that its configuration may name their sources. */
  public boolean readsEvents() {
    return this == JOURNEY || this == PULSE;
  }

  /** Whether some of what it writes becomes visible with a checkpoint. */
  boolean writesInTransactions(Configuration config) {
    return Stream.of(WaymarkOptions.SIGNALS_DELIVERY, WaymarkOptions.TRIGGERS_DELIVERY)
        .anyMatch(
            option -> options.contains(option) && config.get(option) == Delivery.EXACTLY_ONCE);
  }

  /** Whether it can do nothing without rules. */
  public boolean needsRules() {
    return this != DELIVERY;
  }

  /** A configuration with all of them, each explained. */
  public String template() {
    try (InputStream text =
        Objects.requireNonNull(Job.class.getResourceAsStream("/flink/" + title() + ".yaml"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the whole job to the environment. */
  public void compose(StreamExecutionEnvironment env, JobSettings settings) {
    composition.accept(env, settings);
  }

  /** Runs it to its end, wherever the configuration says. */
  void execute(String[] args) throws Exception {
    JobConfig config = JobConfig.of(this, args);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(config.flink());
    compose(env, config.settings());
    env.execute(title());
  }
}
