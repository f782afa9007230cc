package io.waymark.app.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * How the brokers are reached, beside where they are: {@code waymark.kafka.PROPERTY}, any property
 * of Kafka's clients that is about that. A value {@code env:NAME} or {@code file:PATH} says where
 * it is, as passwords had better; it is read where the job is started, and goes to the cluster with
 * it.
 *
 * @param properties by the names that Kafka knows them by
 */
public record KafkaAccess(Map<String, String> properties) {
  /** As brokers are reached that ask for nothing. */
  public static final KafkaAccess PLAIN = new KafkaAccess(Map.of());

  /** What the keys begin with. */
  static final String PREFIX = WaymarkOptions.PREFIX + "kafka.";

  private static final Pattern SECRET =
      Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\x00-\\x1F]+");

  public KafkaAccess {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads them.
   *
   * @param problem takes a key and what is wrong with it
   */
  static KafkaAccess read(Configuration config, BiConsumer<String, String> problem) {
    Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
    known.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    Map<String, String> properties = new TreeMap<>();
    for (String name : config.keySet()) {
      if (!name.startsWith(PREFIX)) {
        continue;
      }
      String property = name.substring(PREFIX.length());
      if (!known.contains(property)) {
        problem.accept(
            name, name + " is no property of Kafka's clients on how brokers are reached");
        continue;
      }
      String value = value(config.get(key(name).stringType().defaultValue("")));
      if (value == null) {
        problem.accept(name, name + ": there is nothing where it says that the value is");
      } else {
        properties.put(property, value);
      }
    }
    return new KafkaAccess(properties);
  }

  /** What is to be used; null if it can't be had. */
  private static @Nullable String value(String said) {
    if (!SECRET.matcher(said).matches()) {
      return said;
    }
    String where = said.substring(said.indexOf(':') + 1);
    try {
      String value =
          said.startsWith("env:") ? System.getenv(where) : Files.readString(Path.of(where));
      return value == null || value.isBlank() ? null : value.strip();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Properties of every Kafka client. */
  Properties client(String bootstrapServers) {
    Properties client = new Properties();
    client.putAll(properties);
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  /** Passwords are among the values. */
  @Override
  public String toString() {
    return "access by " + new TreeSet<>(properties.keySet());
  }
}
