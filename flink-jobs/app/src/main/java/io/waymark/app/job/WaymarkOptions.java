package io.waymark.app.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.waymark.app.format.registry.RegistryAddress;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.kpi.GenesysSwitch;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.journey.JourneySettings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** Every option of ours that a job's configuration may have, beside Flink's own. */
public final class WaymarkOptions {
  /** What the name of each of them begins with. */
  public static final String PREFIX = "waymark.";

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      key("waymark.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers to start from: host:port, separated by commas.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("waymark.topic-prefix")
          .stringType()
          .defaultValue(Topics.DEFAULT_PREFIX)
          .withDescription(
              "In front of every topic name, so that several installations can share a broker.");

  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      key("waymark.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How much later than a younger record an older one may come without changing the result.");

  public static final ConfigOption<Duration> CLOCK_SKEW =
      key("waymark.clock-skew")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription(
              "How far the clock of a machine that runs the job may be ahead of a Kafka broker's. While nothing comes,"
                  + " time stays this much further behind, so that nothing on its way is overtaken.");

  public static final ConfigOption<Duration> FUTURE_CLAMP_AFTER =
      key("waymark.future.clamp-after")
          .durationType()
          .defaultValue(ArrivalLimits.DEFAULT.clampAfter())
          .withDescription(
              "An event time further ahead of its Kafka time than this is pulled back to it.");

  public static final ConfigOption<Duration> FUTURE_DEAD_AFTER =
      key("waymark.future.dead-after")
          .durationType()
          .defaultValue(ArrivalLimits.DEFAULT.deadAfter())
          .withDescription("An event time further ahead than this makes a dead letter.");

  public static final ConfigOption<Duration> JOURNEY_TTL =
      key("waymark.journey-ttl")
          .durationType()
          .defaultValue(JourneySettings.DEFAULT.timeToLive())
          .withDescription("A journey is forgotten this long (event time) after its last event.");

  public static final ConfigOption<Duration> JOURNEYS_INTERVAL =
      key("waymark.journeys.interval")
          .durationType()
          .defaultValue(JourneySettings.DEFAULT.snapshotInterval())
          .withDescription(
              "A snapshot of one customer's journey is written no more often than this, however busy the customer is.");

  public static final ConfigOption<String> ERASURE_SALT_FILE =
      key("waymark.erasure.salt-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file where the jobs run, with the salt of the hashes that remain of those who were erased. Without it the"
                  + " environment's %s; without either it is no secret."
                      .formatted(SaltFile.VARIABLE));

  public static final ConfigOption<Duration> ERASURE_REMEMBERED =
      key("waymark.erasure.remembered")
          .durationType()
          .defaultValue(ErasureSettings.DEFAULT.remembered())
          .withDescription(
              "How long it is remembered, as a hash, who was erased: as far back as anything may be replayed.");

  public static final ConfigOption<Boolean> SCREENING =
      key("waymark.screening")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Events of bots, known crawlers and test accounts (bot, test, user_agent) are counted as filtered and go no"
                  + " further. If false, rules see them, with an attribute screened that says which of these they are.");

  public static final ConfigOption<Integer> EVENTS_PER_MINUTE =
      key("waymark.customer.events-per-minute")
          .intType()
          .defaultValue(Limits.DEFAULT.eventsPerMinute())
          .withDescription(
              "Of one customer's events in a minute of event time the first so many are evaluated; the others are"
                  + " counted as limited.");

  public static final ConfigOption<Integer> CUSTOMERS_PER_DEVICE =
      key("waymark.identity.customers-per-device")
          .intType()
          .defaultValue(Limits.Device.DEFAULT.customers())
          .withDescription(
              "A device on which more customers log in within waymark.identity.device-window is nobody's from then on.");

  public static final ConfigOption<Integer> DEVICES_PER_CUSTOMER =
      key("waymark.identity.devices-per-customer")
          .intType()
          .defaultValue(Limits.Device.DEFAULT.devices())
          .withDescription(
              "A customer who is new on more devices within waymark.identity.device-window has no more of them.");

  public static final ConfigOption<Duration> DEVICE_WINDOW =
      key("waymark.identity.device-window")
          .durationType()
          .defaultValue(Duration.ofMillis(Limits.Device.DEFAULT.within()))
          .withDescription("In which so many customers of one device are counted, in event time.");

  public static final ConfigOption<Integer> DEVICE_CHANGES =
      key("waymark.identity.device-changes")
          .intType()
          .defaultValue(Limits.Device.DEFAULT.changes())
          .withDescription(
              "So many of a device's changes of hands are remembered, the last ones; whose an event before them is,"
                  + " nobody knows.");

  public static final ConfigOption<List<String>> BLOCKED_IDS =
      key("waymark.identity.blocked-ids")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Ids of your own systems that mean nobody, as they are sent; they count as missing, like null and"
                  + " undefined.");

  public static final ConfigOption<MemorySize> MAX_RECORD_SIZE =
      key("waymark.max-record-size")
          .memoryType()
          .defaultValue(new MemorySize(ArrivalLimits.DEFAULT.bytes()))
          .withDescription("A larger record goes to the dead letters.");

  public static final ConfigOption<String> REGISTRY_URL =
      key("waymark.registry.url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where the schema registry is whose schemas records in Confluent's wire format name.");

  public static final ConfigOption<String> REGISTRY_CREDENTIALS_FILE =
      key("waymark.registry.credentials-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file where the job runs: user:password, or Bearer and a token. Without it the environment's %s."
                  .formatted(RegistryAddress.CREDENTIALS));

  public static final ConfigOption<Duration> REGISTRY_TIMEOUT =
      key("waymark.registry.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("After this the registry is asked again; records wait meanwhile.");

  public static final ConfigOption<Delivery> SIGNALS_DELIVERY =
      key("waymark.signals.delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.AT_LEAST_ONCE)
          .withDescription(
              "at-least-once: at once, some again under the same id after a failure. exactly-once: with the next"
                  + " checkpoint, for readers of committed records.");

  public static final ConfigOption<Delivery> TRIGGERS_DELIVERY =
      key("waymark.triggers.delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.EXACTLY_ONCE)
          .withDescription(
              "exactly-once: with the next checkpoint, for readers of committed records. at-least-once: at once, some"
                  + " again under the same id after a failure.");

  public static final ConfigOption<String> CONTACT_POLICY =
      key("waymark.contact-policy")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file, read where the job is started: when customers may be contacted, and how often. Without it what is"
                  + " shipped holds.");

  public static final ConfigOption<String> ANOMALIES =
      key("waymark.anomalies")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file, read where the job is started: time zone, holidays and objectives by which touchpoints are"
                  + " judged. Without it what is shipped holds.");

  public static final ConfigOption<String> ANOMALIES_HISTORY =
      key("waymark.anomalies.history")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file as backtest --normals writes it, a path or URI that every machine of the job can read: what is"
                  + " normal at touchpoints of which the job knows nothing yet.");

  public static final ConfigOption<Duration> SERVICE_LEVEL_WITHIN =
      key("waymark.service-level.within")
          .durationType()
          .defaultValue(Duration.ofMillis(ContactGoal.STANDARD.withinMillis()))
          .withDescription("T of service levels: who waits no longer is answered in time.");

  public static final ConfigOption<Duration> SERVICE_LEVEL_SHORT =
      key("waymark.service-level.short-abandon")
          .durationType()
          .defaultValue(Duration.ofMillis(ContactGoal.STANDARD.shortMillis()))
          .withDescription("Who leaves a queue before that had not meant to wait.");

  public static final ConfigOption<List<GenesysSwitch>> SERVICE_LEVEL_GENESYS =
      key("waymark.service-level.genesys")
          .enumType(GenesysSwitch.class)
          .asList()
          .defaultValues(GenesysSwitch.ABANDONS, GenesysSwitch.SHORT_ABANDONS)
          .withDescription(
              "What is switched on in Genesys's formula, as it is there: ABANDONS, SHORT_ABANDONS, FLOW_OUTS.");

  public static final ConfigOption<String> DESTINATIONS =
      key("waymark.destinations")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file, read where the job is started: who is told of triggers and alerts.");

  private WaymarkOptions() {}
}
