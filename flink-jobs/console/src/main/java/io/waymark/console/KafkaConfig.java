package io.waymark.console;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * How the brokers are reached: any property of Kafka's clients that is about that. A value {@code
 * env:NAME} or {@code file:PATH} says where it is, as passwords had better.
 */
final class KafkaConfig {
  static final String BOOTSTRAP_SERVERS = "waymark.bootstrap-servers";

  /** Before the name of a property: {@code waymark.kafka.security.protocol}. */
  static final String PREFIX = "waymark.kafka.";

  private KafkaConfig() {}

  static Properties client(Said said) {
    Properties client = new Properties();
    Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
    known.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    said.under(PREFIX)
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                said.problem("there is no key " + PREFIX + name);
                return;
              }
              String is = Said.isSecret(value) ? said.secret(PREFIX + name) : value;
              if (is != null) {
                client.put(name, is);
              }
            });
    client.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, said.get(BOOTSTRAP_SERVERS, "localhost:9092"));
    return client;
  }
}
