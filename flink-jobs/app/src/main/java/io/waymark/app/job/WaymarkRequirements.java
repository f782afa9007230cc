package io.waymark.app.job;

import io.waymark.app.kafka.ArrivalLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** What the values of our own options have to be. */
final class WaymarkRequirements {
  private static final Pattern SERVERS =
      Pattern.compile("[^,\\s]+:\\d{1,5}(\\s*,\\s*[^,\\s]+:\\d{1,5})*");
  private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

  private WaymarkRequirements() {}

  /**
   * Tells of each value that won't do.
   *
   * @param problem takes a key and what is wrong with it
   */
  static void check(Configuration config, BiConsumer<String, String> problem) {
    String servers = WaymarkOptions.BOOTSTRAP_SERVERS.key();
    if (!config.containsKey(servers)) {
      problem.accept(servers, servers + " is missing: say where Kafka is, as localhost:9092");
    }
    require(
        config,
        WaymarkOptions.BOOTSTRAP_SERVERS,
        value -> SERVERS.matcher(value).matches(),
        "host:port, separated by commas",
        problem);
    require(
        config,
        WaymarkOptions.TOPIC_PREFIX,
        value -> TOPIC_PREFIX.matcher(value).matches(),
        "letters, digits, '.', '_' and '-', as in a topic's name",
        problem);
    require(
        config,
        WaymarkOptions.MAX_RECORD_SIZE,
        value ->
            value.compareTo(new MemorySize(1)) >= 0
                && value.compareTo(new MemorySize(ArrivalLimits.MOST_BYTES)) <= 0,
        "at most 15mb, which is what the dead-letters topic takes",
        problem);
    require(config, WaymarkOptions.EVENTS_PER_MINUTE, value -> value >= 1, "1 or more", problem);
    checkIdentity(config, problem);
    require(
        config,
        WaymarkOptions.JOURNEY_TTL,
        value -> !value.isZero(),
        "longer than 0, and than any window of the rules",
        problem);
    require(
        config,
        WaymarkOptions.ERASURE_REMEMBERED,
        value -> !value.isZero(),
        "longer than 0, and as far back as anything may be replayed",
        problem);
    require(
        config,
        WaymarkOptions.FUTURE_CLAMP_AFTER,
        value -> value.compareTo(config.get(WaymarkOptions.FUTURE_DEAD_AFTER)) <= 0,
        "at most " + WaymarkOptions.FUTURE_DEAD_AFTER.key(),
        problem);
    require(
        config,
        WaymarkOptions.SERVICE_LEVEL_SHORT,
        value -> value.compareTo(config.get(WaymarkOptions.SERVICE_LEVEL_WITHIN)) <= 0,
        "at most " + WaymarkOptions.SERVICE_LEVEL_WITHIN.key(),
        problem);
    checkRegistry(config, problem);
    ContactPolicyFile.problems(config)
        .forEach(what -> problem.accept(WaymarkOptions.CONTACT_POLICY.key(), what));
    AnomaliesFile.problems(config)
        .forEach(what -> problem.accept(WaymarkOptions.ANOMALIES.key(), what));
    LearntFile.problems(config)
        .forEach(what -> problem.accept(WaymarkOptions.ANOMALIES_HISTORY.key(), what));
  }

  private static void checkIdentity(Configuration config, BiConsumer<String, String> problem) {
    // What is kept of a device, or customer, grows with them.
    for (ConfigOption<Integer> option :
        List.of(
            WaymarkOptions.CUSTOMERS_PER_DEVICE,
            WaymarkOptions.DEVICES_PER_CUSTOMER,
            WaymarkOptions.DEVICE_CHANGES)) {
      require(config, option, value -> value >= 1 && value <= 1_000, "1 to 1000", problem);
    }
    require(
        config, WaymarkOptions.DEVICE_WINDOW, value -> !value.isZero(), "longer than 0", problem);
    require(
        config,
        WaymarkOptions.BLOCKED_IDS,
        value -> value.stream().noneMatch(String::isBlank),
        "ids, separated by semicolons",
        problem);
  }

  private static void checkRegistry(Configuration config, BiConsumer<String, String> problem) {
    require(
        config,
        WaymarkOptions.REGISTRY_URL,
        WaymarkRequirements::isHttp,
        "http:// or https:// and a host, with the path of Confluent's API if there is one",
        problem);
    require(
        config,
        WaymarkOptions.REGISTRY_TIMEOUT,
        value -> !value.isZero(),
        "longer than 0",
        problem);
    String credentials = WaymarkOptions.REGISTRY_CREDENTIALS_FILE.key();
    if (config.containsKey(credentials) && !config.contains(WaymarkOptions.REGISTRY_URL)) {
      problem.accept(
          credentials, credentials + ": say " + WaymarkOptions.REGISTRY_URL.key() + " too");
    }
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return uri.getHost() != null
          && uri.getQuery() == null
          && (scheme.equals("http") || scheme.equals("https"));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static <T> void require(
      Configuration config,
      ConfigOption<T> option,
      Predicate<T> good,
      String wanted,
      BiConsumer<String, String> problem) {
    Optional<T> value = config.getOptional(option);
    if (value.isPresent() && !good.test(value.get())) {
      problem.accept(
          option.key(),
          "%s: \"%s\" won't do; it has to be %s"
              .formatted(option.key(), config.getValue(option), wanted));
    }
  }
}
