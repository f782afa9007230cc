package io.waymark.app.job;

import io.waymark.app.format.BlockingFormat;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.format.registry.RegisteredFormat;
import io.waymark.app.format.registry.RegistryAddress;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.Topics;
import io.waymark.app.screening.Crawlers;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.pipeline.anomaly.LearntSource;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.journey.Screening;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The options of ours, as values. A job reads those that it has; the others have their defaults.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param kafka how they are reached
 * @param destinations the file that says who is told; null if none is named
 * @param sources where events come from, by name
 */
public record JobSettings(
    String bootstrapServers,
    KafkaAccess kafka,
    Topics topics,
    @Nullable String destinations,
    List<InteractionSource.Topic> sources,
    Duration outOfOrderness,
    Duration clockSkew,
    int eventsPerMinute,
    Limits.Device device,
    ArrivalLimits limits,
    JourneySettings journeys,
    Screening screening,
    Delivery signalsDelivery,
    Delivery triggersDelivery,
    ContactPolicy contactPolicy,
    AnomaliesFile anomalies,
    LearntSource learnt,
    ContactGoal contactGoal) {

  /**
   * Reads them.
   *
   * @param config has been looked through: every value can be read and will do
   */
  static JobSettings read(Configuration config) {
    Topics topics = new Topics(config.get(WaymarkOptions.TOPIC_PREFIX));
    Duration outOfOrderness = config.get(WaymarkOptions.OUT_OF_ORDERNESS);
    return new JobSettings(
        config.get(WaymarkOptions.BOOTSTRAP_SERVERS),
        KafkaAccess.read(
            config,
            (key, what) -> {
              throw new IllegalStateException(what + ", though it was looked through before");
            }),
        topics,
        config.get(WaymarkOptions.DESTINATIONS),
        new SourceKeys(config, topics)
            .read(outOfOrderness).stream()
                .map(source -> withRegistry(source, config))
                .map(source -> withoutBlocked(source, config))
                .toList(),
        outOfOrderness,
        config.get(WaymarkOptions.CLOCK_SKEW),
        config.get(WaymarkOptions.EVENTS_PER_MINUTE),
        new Limits.Device(
            config.get(WaymarkOptions.CUSTOMERS_PER_DEVICE),
            config.get(WaymarkOptions.DEVICES_PER_CUSTOMER),
            config.get(WaymarkOptions.DEVICE_WINDOW).toMillis(),
            config.get(WaymarkOptions.DEVICE_CHANGES)),
        new ArrivalLimits(
            Math.toIntExact(config.get(WaymarkOptions.MAX_RECORD_SIZE).getBytes()),
            config.get(WaymarkOptions.FUTURE_CLAMP_AFTER),
            config.get(WaymarkOptions.FUTURE_DEAD_AFTER)),
        JourneySettings.DEFAULT
            .withTimeToLive(config.get(WaymarkOptions.JOURNEY_TTL))
            .withSnapshotInterval(config.get(WaymarkOptions.JOURNEYS_INTERVAL))
            .withErasures(erasures(config, topics))
            .withBudgets(),
        config.get(WaymarkOptions.SCREENING)
            ? Crawlers.AND_DECLARED
            : Crawlers.AND_DECLARED.tagging(),
        config.get(WaymarkOptions.SIGNALS_DELIVERY),
        config.get(WaymarkOptions.TRIGGERS_DELIVERY),
        ContactPolicyFile.read(config),
        AnomaliesFile.read(config),
        LearntFile.read(config),
        new ContactGoal(
            config.get(WaymarkOptions.SERVICE_LEVEL_WITHIN).toMillis(),
            config.get(WaymarkOptions.SERVICE_LEVEL_SHORT).toMillis(),
            Set.copyOf(config.get(WaymarkOptions.SERVICE_LEVEL_GENESYS))));
  }

  private static ErasureSettings erasures(Configuration config, Topics topics) {
    return new ErasureSettings(
        new SaltFile(config.get(WaymarkOptions.ERASURE_SALT_FILE), "waymark/" + topics.prefix()),
        config.get(WaymarkOptions.ERASURE_REMEMBERED));
  }

  /** Records of our own format may name schemas of the registry, if there is one. */
  private static InteractionSource.Topic withRegistry(
      InteractionSource.Topic source, Configuration config) {
    return config
        .getOptional(WaymarkOptions.REGISTRY_URL)
        .filter(url -> source.format() == NamedFormat.WAYMARK)
        .map(
            url ->
                new RegistryAddress(
                    url,
                    config.get(WaymarkOptions.REGISTRY_CREDENTIALS_FILE),
                    config.get(WaymarkOptions.REGISTRY_TIMEOUT)))
        .map(
            registry ->
                new InteractionSource.Topic(
                    source.name(), new RegisteredFormat(registry), source.outOfOrderness()))
        .orElse(source);
  }

  /** What means nobody at this place is no id. */
  private static InteractionSource.Topic withoutBlocked(
      InteractionSource.Topic source, Configuration config) {
    Set<String> blocked =
        Set.copyOf(config.getOptional(WaymarkOptions.BLOCKED_IDS).orElse(List.of()));
    return blocked.isEmpty()
        ? source
        : new InteractionSource.Topic(
            source.name(), new BlockingFormat(source.format(), blocked), source.outOfOrderness());
  }

  /** Properties of every Kafka client. */
  public Properties client() {
    return kafka.client(bootstrapServers);
  }

  /** Of a job in this installation: no two on one broker have the same. */
  public String name(Job job) {
    return topics.prefix() + job.title();
  }

  /** Bounds of what one customer may cost. */
  Limits engineLimits() {
    Duration widest =
        sources.stream()
            .map(InteractionSource.Topic::outOfOrderness)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return Limits.DEFAULT
        .withOutOfOrderness(widest)
        .withEventsPerMinute(eventsPerMinute)
        .withDevice(device);
  }
}
